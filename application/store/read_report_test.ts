import { assert, assertEquals, assertRejects } from "@std/assert";
import { MemoryReportCache } from "../../adapters/memory/store/report_cache.ts";
import type { DayTally } from "../../domain/store/compose_report.ts";
import { type BusinessDay, spanOfDay } from "../../domain/store/business_day.ts";
import { seededRandom } from "../../domain/shared/random.ts";
import { reportKey } from "../../testing/fixtures/report_samples.ts";
import { sampleStore } from "../../testing/fixtures/store_samples.ts";
import { Outage } from "../shared/fault.ts";
import { readReport, ReportReader, type ReportReaderDeps } from "./read_report.ts";
import type { ReportCache } from "./ports/report_cache.ts";
import type { ReportFigures } from "./ports/report_figures.ts";

const KEY = reportKey("1", "2026-03-02");
const MINUTE = 60_000;

/** A shop whose day is counted in one number, and time that goes by when somebody waits. */
function scene() {
  const store = sampleStore("1");
  const scene = {
    now: Date.parse("2026-03-05T00:00:00Z"),
    version: 1,
    amount: 1_000,
    computed: 0,
    costMs: 0,
    fault: null as Error | null,
    /** Holds back what is computed from now on, until it is resolved. */
    barrier: null as Promise<void> | null,
    faults: [] as unknown[],
  };
  const tally = (day: BusinessDay, asOf: Date): DayTally => ({
    store,
    version: scene.version,
    span: spanOfDay(day, store),
    asOf,
    totals: {
      amount: scene.amount,
      quantity: 1,
      sales: 1,
      returnedAmount: 0,
      returnedQuantity: 0,
      lateSales: 0,
      lastSaleAt: null,
      lastReceivedAt: null,
    },
    menus: [],
    hours: [],
    amountWeekBefore: 0,
  });
  const figures: ReportFigures = {
    async partsOf({ storeId, day }, asOf) {
      scene.computed++;
      if (storeId !== store.storeId) return null;
      const found = { kind: "tally" as const, tally: tally(day, asOf) };
      await scene.barrier;
      scene.now += scene.costMs;
      if (scene.fault) throw scene.fault;
      return { found, written: null };
    },
    tallyOf: (_store, day, asOf) => Promise.resolve(tally(day, asOf)),
  };
  const cache = new MemoryReportCache({ now: () => scene.now });
  const open = (overrides: Partial<ReportReaderDeps> = {}) =>
    new ReportReader({
      cache,
      figures,
      clock: () => new Date(scene.now),
      random: seededRandom("reads"),
      sleep: async (ms) => {
        scene.now += ms;
        await new Promise((resolve) => setTimeout(resolve));
      },
      onFault: (error) => scene.faults.push(error),
      ...overrides,
    });
  return Object.assign(scene, { cache, open });
}

async function valueOf(reading: ReturnType<ReportReader["read"]>) {
  const result = await reading;
  assert(result.ok, JSON.stringify(result));
  const { report, source, freshForMs } = result.value;
  const amount = (report.figures as { amount: number }).amount;
  return { amount, source, freshForMs, report };
}

/** A cache that does not answer while `isAway`. */
function unreliable(cache: ReportCache) {
  const state = { isAway: true, asked: 0, cache: null as unknown as ReportCache };
  state.cache = new Proxy(cache, {
    get: (target, name) => (...args: unknown[]) => {
      state.asked++;
      if (state.isAway) return Promise.reject(new Outage("Redis", new Error("away")));
      return (target as unknown as Record<string | symbol, (...args: unknown[]) => unknown>)[name]!(...args);
    },
  });
  return state;
}

Deno.test("ReportReader computes a report once, and then serves it for its life", async () => {
  const shop = scene();
  const reports = shop.open();
  assertEquals((await valueOf(reports.read(KEY))).source, "stored");
  const hit = await valueOf(reports.read(KEY));
  assertEquals([hit.source, hit.freshForMs, shop.computed], ["hit", 21.6 * 60 * MINUTE, 1]);
  shop.now += 24 * 60 * MINUTE;
  assertEquals([(await valueOf(reports.read(KEY))).source, shop.computed], ["stored", 2]);
});

Deno.test("ReportReader keeps a day under way for ten minutes, and no longer than the day", async () => {
  const shop = scene();
  const reports = shop.open();
  shop.now = Date.parse("2026-03-02T14:00:00Z");
  assertEquals((await valueOf(reports.read(KEY))).freshForMs, 9 * MINUTE);
  shop.now = Date.parse("2026-03-02T14:59:00Z");
  const late = await valueOf(reports.read(KEY));
  assertEquals([late.source, late.report.day.isOpen], ["stored", true]);
  shop.now = Date.parse("2026-03-02T15:00:00Z");
  const over = await valueOf(reports.read(KEY));
  assertEquals([over.source, over.report.day.isOpen, over.report.completeness.isComplete], ["stored", false, true]);
});

Deno.test("ReportReader has a thousand readers in ten processes wait for one computation", async () => {
  const shop = scene();
  const { promise, resolve } = Promise.withResolvers<void>();
  shop.barrier = promise;
  const processes = Array.from({ length: 10 }, () => shop.open());
  const reads = Array.from({ length: 1_000 }, (_, n) => valueOf(processes[n % 10]!.read(KEY)));
  setTimeout(resolve, 20);
  const sources = Map.groupBy(await Promise.all(reads), ({ source }) => source);
  assertEquals(shop.computed, 1);
  assertEquals(sources.get("stored")?.length, 1);
});

Deno.test("ReportReader serves a stale report at once while one reader renews it", async () => {
  const shop = scene();
  const processes = [shop.open(), shop.open()];
  await processes[0]!.read(KEY);
  shop.now += 22 * 60 * MINUTE;
  shop.amount = 2_000;
  const { promise, resolve } = Promise.withResolvers<void>();
  shop.barrier = promise;
  for (let n = 0; n < 20; n++) {
    const { source, amount, freshForMs } = await valueOf(processes[n % 2]!.read(KEY));
    assertEquals([source, amount, freshForMs! < 0], ["stale", 1_000, true]);
  }
  resolve();
  for (const each of processes) await each.settle();
  const renewed = await valueOf(processes[1]!.read(KEY));
  assertEquals([renewed.source, renewed.amount, shop.computed], ["hit", 2_000, 2]);
});

Deno.test("ReportReader renews a report early when it is read often and takes long, and serves it meanwhile", async () => {
  const shop = scene();
  const reports = shop.open();
  shop.costMs = 500;
  await reports.read(KEY);
  shop.now += 21.6 * 60 * MINUTE - 3_000;
  let reads = 0;
  while (shop.computed === 1) {
    assertEquals((await valueOf(reports.read(KEY))).source, "hit");
    await reports.settle();
    if (++reads > 10_000) throw new Error("it was never renewed");
  }
  assert((await valueOf(reports.read(KEY))).freshForMs! > 21 * 60 * MINUTE);
});

Deno.test("ReportReader lets another process take over from one that died while it computed", async () => {
  const shop = scene();
  const dying = shop.open();
  const living = shop.open();
  const { promise, resolve } = Promise.withResolvers<void>();
  shop.barrier = promise;
  const left = dying.read(KEY);
  await new Promise((resolve) => setTimeout(resolve));
  shop.barrier = null;
  shop.version = 2;
  shop.amount = 5_000;
  const began = shop.now;
  const { source, amount } = await valueOf(living.read(KEY));
  assertEquals([source, amount], ["stored", 5_000]);
  const waited = shop.now - began;
  assert(waited >= 2_900 && waited < 5_000, `${waited} ms`);
  // It was not dead after all, and brings what it computed before: nobody gets that any more.
  resolve();
  assertEquals((await valueOf(left)).source, "uncached");
  assertEquals((await valueOf(living.read(KEY))).amount, 5_000);
});

Deno.test("ReportReader gives nobody what was begun before they asked", async () => {
  const shop = scene();
  const reports = shop.open();
  const { promise, resolve } = Promise.withResolvers<void>();
  shop.barrier = promise;
  const before = valueOf(reports.read(KEY));
  await new Promise((resolve) => setTimeout(resolve));
  // A sale is stored, and the cache notified, while the first reader's figures are on their way.
  shop.version = 2;
  shop.amount = 7_000;
  await shop.cache.raiseVersionFloor([KEY], 2);
  const after = valueOf(reports.read(KEY));
  resolve();
  assertEquals([(await before).amount, (await after).amount], [1_000, 7_000]);
  assertEquals((await valueOf(reports.read(KEY))).amount, 7_000);
});

Deno.test("ReportReader without its cache is right, computes once for many at a time, and asks for it again later", async () => {
  const shop = scene();
  const away = unreliable(shop.cache);
  const reports = shop.open({ cache: away.cache });
  const reads = await Promise.all(Array.from({ length: 100 }, () => valueOf(reports.read(KEY))));
  assertEquals(new Set(reads.map(({ source }) => source)), new Set(["unreachable"]));
  assert(shop.computed <= 2, `${shop.computed} computations`);
  const asked = away.asked;
  shop.amount = 3_000;
  assertEquals((await valueOf(reports.read(KEY))).amount, 3_000);
  assertEquals(away.asked, asked, "it is left alone for a second");
  away.isAway = false;
  shop.now += 1_000;
  assertEquals((await valueOf(reports.read(KEY))).source, "stored");
  assert(shop.faults.length > 0 && shop.faults.every((fault) => fault instanceof Outage));
});

Deno.test("ReportReader gives the lease back when computing fails, and says what failed", async () => {
  const shop = scene();
  const reports = shop.open();
  shop.fault = new Outage("Postgres", new Error("restarting"));
  await assertRejects(() => reports.read(KEY), Outage, "Cannot reach Postgres");
  shop.fault = null;
  const began = shop.now;
  assertEquals((await valueOf(reports.read(KEY))).source, "stored");
  assertEquals(shop.now, began, "nobody waited for the lease that failed");
});

Deno.test("ReportReader goes on serving what it has while the database is unreachable", async () => {
  const shop = scene();
  const reports = shop.open();
  await reports.read(KEY);
  shop.now += 22 * 60 * MINUTE;
  shop.fault = new Outage("Postgres", new Error("restarting"));
  assertEquals((await valueOf(reports.read(KEY))).source, "stale");
  await reports.settle();
  assertEquals(shop.faults.length, 1);
  assertEquals((await valueOf(reports.read(KEY))).source, "stale");
  await reports.settle();
});

Deno.test("ReportReader refuses stores that are not there and days to come, and keeps neither", async () => {
  const shop = scene();
  const reports = shop.open();
  for (
    const [key, code] of [[reportKey("2"), "unknown_store"], [reportKey("1", "2026-03-09"), "day_not_begun"]] as const
  ) {
    for (let n = 0; n < 2; n++) {
      const result = await reports.read(key);
      assert(!result.ok && result.refusal.code === code, JSON.stringify(result));
      assertEquals(await shop.cache.read(key), { entry: null, seen: null });
    }
  }
});

Deno.test("readReport reads a date as it is given, and today by the store's own hours", async () => {
  const shop = scene();
  const clock = () => new Date(shop.now);
  const store = { ...sampleStore("1"), version: 1, createdDatetime: clock(), updatedDatetime: clock() };
  const stores = { find: (id: string) => Promise.resolve(id === "1" ? store : null) };
  const read = (storeId: string, day: string, category = "sales") =>
    readReport({ stores, clock, reports: shop.open() }, { storeId, day, category });
  shop.now = Date.parse("2026-03-02T15:30:00Z");
  for (const [day, expected] of [["today", "2026-03-03"], ["2026-03-02", "2026-03-02"]] as const) {
    const result = await read("1", day);
    assertEquals(result.ok && result.value.report.date as string, expected);
  }
  for (
    const [storeId, day, category, code] of [
      ["2", "today", "sales", "unknown_store"],
      ["2", "2026-03-02", "sales", "unknown_store"],
      ["no:id", "today", "sales", "invalid_input"],
      ["1", "2026-02-30", "sales", "invalid_input"],
      ["1", "today", "weather", "invalid_input"],
    ] as const
  ) {
    const result = await read(storeId, day, category);
    assert(!result.ok && result.refusal.code === code, `${storeId} ${day} ${category}: ${JSON.stringify(result)}`);
  }
});
