import { assert, assertEquals, assertGreaterOrEqual } from "@std/assert";
import { invalidatePending } from "../../../application/store/invalidate_reports.ts";
import { makeDailyReports } from "../../../application/store/make_daily_reports.ts";
import { recordSales } from "../../../application/store/record_sales.ts";
import { writeReport } from "../../../application/store/write_report.ts";
import { formatReportKey, type ReportKey } from "../../../domain/store/report_key.ts";
import type { SalesFigures } from "../../../domain/store/report.ts";
import { temporaryDatabase } from "../../../testing/engines/temporary_database.ts";
import { requiredAddress } from "../../../testing/engines/required_address.ts";
import { businessDay, reportKey } from "../../../testing/fixtures/report_samples.ts";
import { type TcpProxy, tcpProxy } from "../../../testing/network/tcp_proxy.ts";
import { reportsOn, type ReportsUnderTest } from "../../../testing/ports/reports_under_test.ts";
import { uniqueName } from "../../../testing/engines/unique_name.ts";
import { connectRedis } from "../../redis/core/connect.ts";
import { RedisReportCache } from "../../redis/store/report_cache.ts";
import { sleep } from "../../system/sleep.ts";

const KEY = reportKey("1", "2026-03-02");
/** A machine busy with other tests is not a Redis that is unreachable. */
const PATIENT = { answerWithinMs: 5_000 };

interface Scene {
  /** Two processes over one database and one Redis. */
  readonly here: ReportsUnderTest;
  readonly elsewhere: ReportsUnderTest;
  /** The door to Redis of the first. */
  readonly proxy: TcpProxy;
}

async function inTwoProcesses(work: (scene: Scene) => Promise<void>): Promise<void> {
  await using database = await temporaryDatabase();
  const redisUrl = new URL(requiredAddress("TEST_REDIS_URL"));
  await using proxy = tcpProxy(`${redisUrl.hostname}:${redisUrl.port || 6379}`);
  const prefix = `${uniqueName("reports")}.`;
  const mine = connectRedis({ url: `redis://127.0.0.1:${proxy.port}` });
  const theirs = connectRedis({ url: redisUrl.href });
  const scene = {
    here: reportsOn(database.sql, { cache: new RedisReportCache(mine, prefix, PATIENT), retryCacheAfterMs: 100 }),
    elsewhere: reportsOn(database.sql, { cache: new RedisReportCache(theirs, prefix, PATIENT) }),
    proxy,
  };
  try {
    await work(scene);
    await Promise.all([scene.here.reports.settle(), scene.elsewhere.reports.settle()]);
  } finally {
    await scene.elsewhere.cache.reset(KEY.storeId);
    mine.disconnect();
    theirs.disconnect();
    await sleep(200);
  }
}

let sold = 0;
const sale = (price = 1_000, soldAt = "2026-03-02T03:00:00Z") => ({
  saleId: `R-${++sold}`,
  menu: "김치찌개",
  price,
  quantity: 1,
  soldAt,
});

async function read({ reports }: ReportsUnderTest, key: ReportKey = KEY) {
  const result = await reports.read(key);
  assert(result.ok, JSON.stringify(result));
  const { report, source } = result.value;
  return { amount: (report.figures as SalesFigures).amount, source, report };
}

Deno.test("a sale that was answered is in every report that is read after it, in whichever process", () =>
  inTwoProcesses(async ({ here, elsewhere }) => {
    let answered = 0;
    let isSelling = true;
    const selling = (async () => {
      for (let n = 0; n < 60; n++) {
        await (n % 2 ? here : elsewhere).sell("1", [sale()]);
        answered += 1_000;
      }
    })().finally(() => isSelling = false);
    while (answered === 0) await sleep(1);
    let reads = 0;
    const reading = (by: ReportsUnderTest) =>
      (async () => {
        for (let seen = 0; isSelling; reads++) {
          const expected = answered;
          const { amount } = await read(by);
          assertGreaterOrEqual(amount, expected, "a sale that was answered is missing");
          assertGreaterOrEqual(amount, seen, "a report went back in time");
          seen = amount;
        }
      })();
    await Promise.all([selling, reading(here), reading(here), reading(elsewhere), reading(elsewhere)]);
    assertEquals([(await read(here)).amount, (await read(elsewhere)).amount], [60_000, 60_000]);
    assert(reads > 60, `${reads} reads`);
  }));

Deno.test("a day that is over is computed anew as soon as a late sale comes, before anybody asks", () =>
  inTwoProcesses(async ({ here, elsewhere }) => {
    await here.sell("1", [sale()]);
    await read(elsewhere);
    await here.sell("1", [sale()]);
    await here.reports.settle();
    const { source, amount, report } = await read(elsewhere);
    assertEquals([source, amount], ["hit", 2_000]);
    assertEquals(report.completeness.lateSales, 2);
  }));

Deno.test("without Redis reports are slower and right, and what it missed is invalidated when it has recovered", () =>
  inTwoProcesses(async ({ here, elsewhere, proxy }) => {
    await here.sell("1", [sale()]);
    assertEquals((await read(elsewhere)).amount, 1_000);
    proxy.cut();
    await here.sell("1", [sale()]);
    const { amount, source } = await read(here);
    assertEquals([amount, source], [2_000, "unreachable"]);
    assert(here.faults.length > 0);
    assertEquals((await here.changes.pending(10)).map(({ kind }) => kind), ["day"], "it is pending");
    proxy.restore();
    // Any process invalidates what another could not.
    assertEquals(await invalidatePending(elsewhere), 1);
    assertEquals((await read(elsewhere)).amount, 2_000);
    assertEquals(await here.changes.pending(10), []);
    for (;;) {
      const { amount, source } = await read(here);
      assertEquals(amount, 2_000);
      if (source === "hit") break;
      await sleep(20);
    }
  }));

Deno.test("what a process stored and died before invalidating is invalidated by another", () =>
  inTwoProcesses(async ({ here, elsewhere }) => {
    await here.sell("1", [sale()]);
    await read(elsewhere);
    // Stored by a process that invalidates nothing.
    const silent = { ...here.subscriber, onSalesStored: () => Promise.resolve() };
    const dying = { ...here, subscriber: silent };
    await recordSales(dying, "1", [sale()]);
    assertEquals((await read(elsewhere)).amount, 1_000, "nothing is invalidated yet");
    assertEquals(await invalidatePending(elsewhere), 1);
    assertEquals((await read(elsewhere)).amount, 2_000);
  }));

Deno.test("other hours make every report of the store another one, in every process", () =>
  inTwoProcesses(async ({ here, elsewhere }) => {
    await here.sell("1", [sale(1_000, "2026-03-01T17:30:00Z"), sale(500, "2026-03-02T03:00:00Z")]);
    assertEquals((await read(elsewhere)).amount, 1_500);
    await here.open("1", { closingTime: "04:00" });
    assertEquals((await read(elsewhere)).amount, 500);
    assertEquals((await read(elsewhere, reportKey("1", "2026-03-01"))).amount, 1_000);
    assertEquals(await invalidatePending(here), 1);
    assertEquals(await invalidatePending(here), 0);
  }));

Deno.test("what is written into a report is read by every process after the answer, until it is taken back", () =>
  inTwoProcesses(async ({ here, elsewhere }) => {
    await here.sell("1", [sale()]);
    await read(elsewhere);
    const address = { storeId: "1", day: KEY.day, category: "sales" };
    for (let n = 0; n < 20; n++) {
      const written = await writeReport(n % 2 ? here : elsewhere, address, { text: `${n}` });
      assert(written.ok && written.value.report.text === `${n}`);
      for (const by of [here, elsewhere]) assertEquals((await read(by)).report.text, `${n}`);
    }
    await here.sell("1", [sale()]);
    const { amount, report } = await read(elsewhere);
    assertEquals([amount, report.text], [2_000, "19"], "figures that were not written follow the sales");
    assert(report.written!.version < report.version);
    const back = await writeReport(here, address, { text: null });
    assert(back.ok && back.value.report.text === null && back.value.report.written === null);
    for (
      const wrong of [{}, { text: "" }, { text: 1 }, { figures: {} }, { text: "x", figures: { amount: 1 } }, {
        txt: "",
      }]
    ) {
      const refused = await writeReport(here, address, wrong);
      assert(!refused.ok && refused.refusal.code === "invalid_input", JSON.stringify(wrong));
    }
    const unknown = await writeReport(here, { ...address, storeId: "nowhere" }, { text: "x" });
    assert(!unknown.ok && unknown.refusal.code === "unknown_store");
  }));

Deno.test("of many who write into one report the last one stands, in the database and in the cache", () =>
  inTwoProcesses(async ({ here, elsewhere }) => {
    await here.sell("1", [sale()]);
    const address = { storeId: "1", day: KEY.day, category: "summary" };
    const key = reportKey("1", KEY.day, "summary");
    for (let round = 0; round < 10; round++) {
      await Promise.all(
        Array.from({ length: 8 }, (_, n) => writeReport(n % 2 ? here : elsewhere, address, { text: `${round}.${n}` })),
      );
      const parts = await here.figures.partsOf(key, new Date());
      for (const by of [here, elsewhere]) {
        const result = await by.reports.read(key);
        assertEquals(result.ok && result.value.report.text, parts!.written!.text, formatReportKey(key));
      }
    }
  }));

Deno.test("makeDailyReports makes what is due, is done when run again, and follows late sales", () =>
  inTwoProcesses(async ({ here, elsewhere }) => {
    for (const id of ["1", "2", "3"]) await here.sell(id, [sale()]);
    await here.open("4", { timeZone: "Pacific/Kiritimati" });
    const run = (
      clock: () => Date = () => new Date("2026-03-05T00:00:00Z"),
      only: ReportKey["storeId"][] | null = null,
    ) =>
      makeDailyReports({ ...here, clock, withRetry: (work) => work() }, {
        day: businessDay("2026-03-02"),
        only,
        atOnce: 2,
        signal: new AbortController().signal,
      });
    const first = await run(undefined, [reportKey("1").storeId]);
    assertEquals([first.stores, first.made, first.left], [1, 1, 0]);
    assertEquals((await read(elsewhere)).source, "hit", "it is in the cache");
    assertEquals(await run(), { stores: 4, upToDate: 1, made: 3, open: [], notBegun: [], left: 0 });
    assertEquals(await run(), { stores: 4, upToDate: 4, made: 0, open: [], notBegun: [], left: 0 });
    await here.sell("2", [sale()]);
    assertEquals((await run()).made, 1);
    assertEquals((await read(here, reportKey("2", "2026-03-02"))).amount, 2_000);
    const early = await run(() => new Date("2026-03-01T12:00:00Z"), ["3", "4"].map((id) => reportKey(id).storeId));
    assertEquals([early.upToDate, early.made], [2, 0]);
    for (const id of ["2", "3", "4"]) await here.cache.reset(reportKey(id).storeId);
  }));

Deno.test("makeDailyReports says where the day is under way or still to come", () =>
  inTwoProcesses(async ({ here }) => {
    await here.open("1");
    await here.open("4", { timeZone: "Pacific/Kiritimati" });
    await here.open("5", { timeZone: "Pacific/Honolulu" });
    const deps = {
      ...here,
      clock: () => new Date("2026-03-02T13:00:00Z"),
      withRetry: <T>(work: () => Promise<T>) => work(),
    };
    const options = { day: businessDay("2026-03-03"), only: null, atOnce: 3, signal: new AbortController().signal };
    const { made, open, notBegun } = await makeDailyReports(deps, options);
    assertEquals([made, open, notBegun], [0, ["4"], ["1", "5"]].map((of) => of as never));
    const kept = await here.kept.due(businessDay("2026-03-03"), { after: null, limit: 10, only: null });
    assertEquals(kept.length, 3, "none of them is final");
    await here.cache.reset(reportKey("4").storeId);
  }));
