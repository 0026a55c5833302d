import { assert, assertEquals } from "@std/assert";
import { composeReport } from "../../../domain/store/compose_report.ts";
import { businessDayOf, spanOfDay } from "../../../domain/store/business_day.ts";
import { REPORT_CATEGORIES } from "../../../domain/store/report_key.ts";
import type { HourFigures, MenuFigures, SalesFigures, SummaryFigures } from "../../../domain/store/report.ts";
import { DAY_MS } from "../../../domain/shared/durations.ts";
import { seededRandom, wholeBetween } from "../../../domain/shared/random.ts";
import { temporaryDatabase } from "../../../testing/engines/temporary_database.ts";
import "../../../testing/engines/leak_checks.ts";
import { naiveDayReport } from "../../../testing/oracles/naive_day_report.ts";
import { businessDay, reportKey } from "../../../testing/fixtures/report_samples.ts";
import { dated, randomSales, sampleSale, sampleStore } from "../../../testing/fixtures/store_samples.ts";
import { connectPostgres, type Sql } from "../core/connect.ts";
import { addressOf } from "../core/connection/socket_address.ts";
import { PostgresReportFigures } from "./report_figures.ts";
import { PostgresSales } from "./sales.ts";
import { PostgresStoreReports } from "./store_reports.ts";
import { PostgresStores } from "./stores.ts";

/** Days of 23, 24 and 25 hours, of half an hour more and less, cut at midnight, in the night, and in the skipped hour itself. */
const PLACES = [
  ["Asia/Seoul", "00:00", "2026-03-02"],
  ["Asia/Seoul", "04:30", "2026-03-02"],
  ["America/New_York", "00:00", "2026-03-08"],
  ["America/New_York", "02:30", "2026-03-08"],
  ["America/New_York", "01:30", "2026-11-01"],
  ["Europe/Berlin", "05:00", "2026-10-25"],
  ["Australia/Lord_Howe", "00:00", "2026-04-05"],
  ["Asia/Kathmandu", "03:15", "2026-05-01"],
  ["Africa/Cairo", "00:00", "2026-04-24"],
] as const;

async function onDatabase(work: (sql: Sql) => Promise<void>): Promise<void> {
  await using database = await temporaryDatabase();
  await work(database.sql);
}

Deno.test("PostgresReportFigures adds up what a naive count of the same sales does, wherever the clocks are changed", () =>
  onDatabase(async (sql) => {
    const random = seededRandom("figures");
    const stores = new PostgresStores(sql);
    const sales = new PostgresSales(sql);
    const figures = new PostgresReportFigures(sql);
    for (const [n, [timeZone, closingTime, date]] of PLACES.entries()) {
      const store = sampleStore(`s${n}`, { timeZone, closingTime });
      const day = businessDay(date);
      const span = spanOfDay(day, store);
      await stores.put(store);
      const batches = randomSales(random, 400, {
        from: new Date(+span.from - 9 * DAY_MS),
        until: new Date(+span.until + 2 * DAY_MS),
      }).concat(randomSales(random, 300, span)).map((sale, nth) => ({
        ...sale,
        saleId: sampleSale(`R-${nth}`).saleId,
      }));
      const received = [];
      for (let nth = 0; nth < batches.length; nth += 50) {
        const batch = batches.slice(nth, nth + 50);
        const receivedAt = new Date(+span.from + wholeBetween(random, 0, 3 * DAY_MS));
        const recorded = await sales.record(store, dated(store, batch), receivedAt);
        assertEquals(recorded.outcome, "recorded");
        received.push(...batch.map((sale) => ({ sale, receivedAt })));
      }
      // In the middle of the day, at its last moment, at its end, long after it.
      for (const asOf of [+span.from + 40_000_000, +span.until - 1, +span.until, +span.until + DAY_MS]) {
        const at = new Date(asOf);
        const where = `${timeZone} ${closingTime} ${date} as of ${at.toISOString()}`;
        const naive = naiveDayReport(store, day, received, at);
        const tally = (await figures.tallyOf(store.storeId, day, at))!;
        const of = (category: typeof REPORT_CATEGORIES[number]) => composeReport(category, tally);
        const summary = of("summary");
        const { amount, quantity, sales: count, returnedAmount, returnedQuantity } = of("sales")
          .figures as SalesFigures;
        assertEquals({ amount, quantity, sales: count }, naive.takings, where);
        assertEquals([returnedAmount, returnedQuantity], [naive.returnedAmount, naive.returnedQuantity], where);
        assertEquals(
          (of("menu").figures as MenuFigures).menus.map(({ share: _, rank: __, ...menu }) => menu),
          naive.menus,
          where,
        );
        const { hours } = of("hours").figures as HourFigures;
        assertEquals(hours.length, Math.ceil((+span.until - +span.from) / 3_600_000), where);
        for (const [hour, { from: _, clock: __, ...takings }] of hours.entries()) {
          assertEquals(
            takings,
            naive.hours.get(hour) ?? { amount: 0, quantity: 0, sales: 0 },
            `${where}, hour ${hour}`,
          );
        }
        assertEquals((summary.figures as SummaryFigures).weekBefore.amount, naive.weekBefore, where);
        const { completeness } = summary;
        assertEquals([completeness.isComplete, completeness.lateSales], [naive.isOver, naive.lateSales], where);
        assertEquals([completeness.lastSaleAt, completeness.lastReceivedAt], [naive.lastSaleAt, naive.lastReceivedAt]);
        assertEquals(businessDayOf(summary.day.from, store), day);
      }
    }
  }));

Deno.test("PostgresReportFigures knows a store's new hours at once, in a process that knew the old ones", () =>
  onDatabase(async (sql) => {
    const stores = new PostgresStores(sql);
    const figures = new PostgresReportFigures(sql);
    const key = reportKey("1", "2026-03-02");
    assertEquals(await figures.partsOf(key, new Date()), null);
    const spanAt = async (timeZone: string, closingTime: string) => {
      await stores.put(sampleStore("1", { timeZone, closingTime }));
      return (await figures.tallyOf(key.storeId, key.day, new Date()))!.span;
    };
    for (
      const [timeZone, closingTime] of [["Asia/Seoul", "00:00"], ["Asia/Seoul", "04:00"], ["Europe/Paris", "04:00"]]
    ) {
      const hours = { timeZone: timeZone!, closingTime: closingTime! };
      assertEquals(await spanAt(hours.timeZone, hours.closingTime), spanOfDay(key.day, hours));
    }
  }));

Deno.test("PostgresReportFigures asks one statement for a report", () =>
  onDatabase(async (sql) => {
    await new PostgresStores(sql).put(sampleStore("1"));
    const statements: string[] = [];
    const counted = connectPostgres({
      url: addressOf(sql),
      max: 1,
      onStatement: (statement) => statements.push(statement),
    });
    try {
      await counted`select 1`;
      statements.length = 0;
      const figures = new PostgresReportFigures(counted);
      for (const category of REPORT_CATEGORIES) {
        await figures.partsOf(reportKey("1", "2026-03-02", category), new Date());
      }
      assertEquals(statements.length, REPORT_CATEGORIES.length);
    } finally {
      await counted.end();
    }
  }));

Deno.test("PostgresReportFigures serves a kept report until anything of its day changes, and what was written beside it", () =>
  onDatabase(async (sql) => {
    const stores = new PostgresStores(sql);
    const sales = new PostgresSales(sql);
    const figures = new PostgresReportFigures(sql);
    const kept = new PostgresStoreReports(sql);
    const store = sampleStore("1");
    await stores.put(store);
    const key = reportKey("1", "2026-03-02");
    const at = new Date("2026-03-05T00:00:00Z");
    const sell = (id: string, soldAt: string) => sales.record(store, dated(store, [sampleSale(id, { soldAt })]), at);
    await sell("a", "2026-03-02T03:00:00Z");
    const found = async () => (await figures.partsOf(key, at))!.found.kind;
    const keep = async () => {
      const tally = (await figures.tallyOf(key.storeId, key.day, at))!;
      await kept.keep(REPORT_CATEGORIES.map((category) => composeReport(category, tally)));
    };
    assertEquals(await found(), "tally");
    await keep();
    const parts = (await figures.partsOf(key, at))!;
    assert(parts.found.kind === "kept");
    assertEquals((parts.found.report.figures as SalesFigures).amount, 9_000);
    await sell("b", "2026-03-03T03:00:00Z");
    const after = (await figures.partsOf(key, at))!;
    assert(after.found.kind === "kept", "another day's sale");
    assert(after.found.report.version > parts.found.report.version, "it is right as of the newer version too");
    await sell("c", "2026-03-02T04:00:00Z");
    assertEquals(await found(), "tally");
    await keep();
    assertEquals(await found(), "kept");

    const version = await kept.write(key, { text: "단체 손님", figures: null, at });
    const { found: still, written } = (await figures.partsOf(key, at))!;
    assertEquals([still.kind, written], ["kept", { text: "단체 손님", figures: null, at, version: version! }]);
    assertEquals(await kept.write(reportKey("none"), { text: "x", figures: null, at }), null);
    await stores.put(sampleStore("1", { closingTime: "05:00" }));
    assertEquals(await found(), "tally");
  }));

Deno.test("PostgresStoreReports keeps no older report over a newer one, and none from before a change of hours", () =>
  onDatabase(async (sql) => {
    const stores = new PostgresStores(sql);
    const sales = new PostgresSales(sql);
    const figures = new PostgresReportFigures(sql);
    const kept = new PostgresStoreReports(sql);
    const store = sampleStore("1");
    await stores.put(store);
    const at = new Date("2026-03-05T00:00:00Z");
    const { storeId, day } = reportKey("1", "2026-03-02");
    const tallied = async () => {
      const tally = (await figures.tallyOf(storeId, day, at))!;
      return REPORT_CATEGORIES.map((category) => composeReport(category, tally));
    };
    const older = await tallied();
    await sales.record(store, dated(store, [sampleSale("a")]), at);
    const newer = await tallied();
    for (let race = 0; race < 20; race++) await Promise.all([kept.keep(newer), kept.keep(older)]);
    const versions = await sql`select distinct version from store_reports`;
    assertEquals(versions.map(({ version }) => version), [newer[0]!.version]);
    await stores.put(sampleStore("1", { closingTime: "05:00" }));
    await kept.keep(newer);
    assertEquals((await sql`select from store_reports`).count, 0);
  }));

Deno.test("PostgresStoreReports finds the stores that are due, page by page", () =>
  onDatabase(async (sql) => {
    const stores = new PostgresStores(sql);
    const figures = new PostgresReportFigures(sql);
    const kept = new PostgresStoreReports(sql);
    const day = businessDay("2026-03-02");
    const ids = ["a", "b", "c", "d"].map((id) => reportKey(id).storeId);
    for (const id of ids) await stores.put(sampleStore(id));
    const due = (after: string | null = null, limit = 10, only: typeof ids | null = null) =>
      kept.due(day, { after: after as typeof ids[0] | null, limit, only });
    assertEquals(await due(), ids);
    assertEquals(await due("a", 2), ids.slice(1, 3));
    assertEquals(await due(null, 10, ids.slice(2)), ids.slice(2));
    const keep = async (id: typeof ids[0], at: Date, categories: readonly typeof REPORT_CATEGORIES[number][]) => {
      const tally = (await figures.tallyOf(id, day, at))!;
      await kept.keep(categories.map((category) => composeReport(category, tally)));
    };
    const after = new Date("2026-03-05T00:00:00Z");
    await keep(ids[0]!, after, REPORT_CATEGORIES);
    await keep(ids[1]!, after, REPORT_CATEGORIES.slice(1));
    await keep(ids[2]!, new Date("2026-03-02T03:00:00Z"), REPORT_CATEGORIES);
    assertEquals(await due(), ids.slice(1), "one lacks a category, one was kept while the day was under way");
    assertEquals(await kept.count(day, null), { stores: 4, due: 3 });
    assertEquals(await kept.count(day, ids.slice(0, 2)), { stores: 2, due: 1 });
  }));

Deno.test("PostgresReportFigures reads the two days' sales from the index alone, whatever else is there", async () => {
  await using database = await temporaryDatabase();
  const sql = connectPostgres({ url: database.url, max: 1 });
  try {
    await sql`insert into stores (store_id, name) select n, n from generate_series(1, 50) n`;
    // A sale a minute for 139 days, one in fifty of them in each store.
    await sql`
      insert into sales (store_id, sale_id, menu, price, quantity, sold_at, received_at)
      select 1 + n % 50, n, 'menu ' || n % 40, 1000, 1, at, at from generate_series(1, 200000) n,
        lateral (select timestamptz '2026-01-01' + n * interval '1 minute' as at) t`;
    await sql`vacuum analyze sales`;
    const usage = async () => {
      await sql`select pg_stat_force_next_flush()`;
      await sql`select pg_stat_clear_snapshot()`;
      const [row] = await sql`
        select i.idx_scan, i.idx_tup_read, t.seq_scan, t.idx_tup_fetch from pg_stat_user_tables t
        join pg_stat_user_indexes i using (relid) where i.indexrelname = 'sales_of_store'`;
      return row as unknown as Record<"idx_scan" | "idx_tup_read" | "seq_scan" | "idx_tup_fetch", number>;
    };
    const figures = new PostgresReportFigures(sql);
    const before = await usage();
    const tally = await figures.tallyOf(reportKey("1").storeId, businessDay("2026-03-02"), new Date("2026-06-01"));
    const after = await usage();
    const { sales } = tally!.totals;
    assertEquals([sales >= 28, after.idx_scan - before.idx_scan], [true, 2]);
    assert(after.idx_tup_read - before.idx_tup_read <= 2 * sales + 4, "no more rows than the two days have");
    assertEquals(
      [after.seq_scan, after.idx_tup_fetch],
      [before.seq_scan, before.idx_tup_fetch],
      "the table was not read",
    );
  } finally {
    await sql.end();
  }
});
