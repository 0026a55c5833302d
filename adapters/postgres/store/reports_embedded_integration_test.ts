import { assert, assertEquals } from "@std/assert";
import { invalidatePending } from "../../../application/store/invalidate_reports.ts";
import { makeDailyReports } from "../../../application/store/make_daily_reports.ts";
import { writeReport } from "../../../application/store/write_report.ts";
import { REPORT_CATEGORIES } from "../../../domain/store/report_key.ts";
import { embeddedShops } from "../../../testing/ports/embedded_shop.ts";
import { businessDay, reportKey } from "../../../testing/fixtures/report_samples.ts";
import { reportsOn } from "../../../testing/ports/reports_under_test.ts";
import { connectPostgres } from "../core/connect.ts";

Deno.test("reports are computed, kept, written and invalidated on the embedded database too", async () => {
  await using shops = await embeddedShops();
  const sql = connectPostgres({ url: shops.url, max: 4 });
  try {
    const here = reportsOn(sql);
    const sale = { menu: "냉면", price: 9_000, quantity: 2, soldAt: "2026-03-02T03:00:00Z" };
    await here.sell("1", [{ ...sale, saleId: "a" }, { ...sale, saleId: "b", quantity: -1 }]);
    await here.open("2", { timeZone: "America/New_York", closingTime: "02:30" });
    const read = async (category: typeof REPORT_CATEGORIES[number]) => {
      const result = await here.reports.read(reportKey("1", "2026-03-02", category));
      assert(result.ok, JSON.stringify(result));
      return result.value.report;
    };
    for (const category of REPORT_CATEGORIES) assertEquals((await read(category)).completeness.sales, 2, category);
    assertEquals((await read("sales")).figures, {
      amount: 9_000,
      quantity: 1,
      sales: 2,
      returnedAmount: 9_000,
      returnedQuantity: 1,
      averageAmount: 4_500,
    });
    const made = await makeDailyReports({ ...here, withRetry: (work) => work() }, {
      day: businessDay("2026-03-02"),
      only: null,
      atOnce: 4,
      signal: new AbortController().signal,
    });
    assertEquals([made.stores, made.made], [2, 2]);
    await here.open("1", { closingTime: "05:00" });
    assertEquals((await read("sales")).day.closingTime, "05:00");
    const written = await writeReport(here, { storeId: "1", day: "2026-03-02", category: "summary" }, { text: "맑음" });
    assert(written.ok && written.value.report.text === "맑음");
    await invalidatePending(here);
    assertEquals(await here.changes.pending(10), []);
    assertEquals(here.faults, []);
    await here.reports.settle();
  } finally {
    await sql.end({ timeout: 5 });
  }
});
