import { assertEquals } from "@std/assert";
import { businessDaySchema, spanOfDay } from "./business_day.ts";
import { comparedUntil, composeReport, type DayTally, withWritten } from "./compose_report.ts";
import { REPORT_CATEGORIES } from "./report_key.ts";
import {
  type HourFigures,
  type MenuFigures,
  type StoreReport,
  storeReportSchema,
  type SummaryFigures,
} from "./report.ts";
import { storeSchema } from "./store.ts";
import type { StoreId } from "../shared/store_id.ts";

const day = businessDaySchema.parse("2026-03-08");
const takings = (amount: number, sales = 1) => ({ amount, quantity: sales, sales });

function tally(changes: Partial<DayTally> = {}, timeZone = "Asia/Seoul"): DayTally {
  const store = storeSchema.parse({ storeId: "1" as StoreId, name: "1", timeZone, closingTime: "00:00" });
  const span = spanOfDay(day, store);
  return {
    store,
    version: 5,
    span,
    asOf: span.until,
    totals: {
      ...takings(30_000, 4),
      returnedAmount: 0,
      returnedQuantity: 0,
      lateSales: 1,
      lastSaleAt: span.from,
      lastReceivedAt: span.until,
    },
    menus: [
      { menu: "냉면", ...takings(5_000) },
      { menu: "김밥", ...takings(10_000, 2) },
      { menu: "김치찌개", ...takings(10_000) },
      { menu: "식혜", ...takings(5_000) },
    ],
    hours: [{ hour: 2, ...takings(10_000) }, { hour: 1, ...takings(10_000) }, { hour: 20, ...takings(10_000, 2) }],
    amountWeekBefore: 20_000,
    ...changes,
  };
}

const figuresOf = <F>(category: typeof REPORT_CATEGORIES[number], of: DayTally) =>
  composeReport(category, of).figures as F;

Deno.test("composeReport makes what its schema says, of every category, and survives JSON", () => {
  for (const category of REPORT_CATEGORIES) {
    const report = composeReport(category, tally());
    assertEquals(storeReportSchema.parse(JSON.parse(JSON.stringify(report))), report);
  }
});

Deno.test("composeReport ranks menus by amount and then by name, with shares of the day", () => {
  const { menus } = figuresOf<MenuFigures>("menu", tally());
  assertEquals(menus.map(({ menu, rank, share }) => [rank, menu, share]), [
    [1, "김밥", 1 / 3],
    [2, "김치찌개", 1 / 3],
    [3, "냉면", 1 / 6],
    [4, "식혜", 1 / 6],
  ]);
});

Deno.test("composeReport has 23, 24 or 25 hours, as the store's clock shows them", () => {
  const clocks = (date: string, timeZone: string) => {
    const of = tally({}, timeZone);
    const span = spanOfDay(businessDaySchema.parse(date), of.store);
    return figuresOf<HourFigures>("hours", { ...of, span, hours: [] }).hours.map(({ clock }) => clock);
  };
  assertEquals(clocks("2026-03-02", "Asia/Seoul").length, 24);
  const spring = clocks("2026-03-08", "America/New_York");
  assertEquals([spring.length, spring.slice(1, 4)], [23, ["01:00", "03:00", "04:00"]]);
  const autumn = clocks("2026-11-01", "America/New_York");
  assertEquals([autumn.length, autumn.slice(0, 4)], [25, ["00:00", "01:00", "01:00", "02:00"]]);
});

Deno.test("composeReport sums a day up: the best three, the first of the busiest hours, the week before", () => {
  const report = composeReport("summary", tally());
  const { bestMenus, busiestHour, weekBefore } = report.figures as SummaryFigures;
  assertEquals(bestMenus.map(({ menu }) => menu), ["김밥", "김치찌개", "냉면"]);
  assertEquals(busiestHour, { clock: "01:00", amount: 10_000 });
  assertEquals([weekBefore.date as string, weekBefore.change], ["2026-03-01", 0.5]);
  assertEquals(
    report.text,
    "2026-03-08: 30,000 won from 4 sales, 50 % more than a week before. Best: 김밥, 김치찌개, 냉면. Busiest hour: 01:00.",
  );
});

Deno.test("composeReport of a day without sales divides by nothing", () => {
  const totals = { ...tally().totals, ...takings(0, 0) };
  const of = tally({ totals, menus: [], hours: [], amountWeekBefore: 0 });
  assertEquals(composeReport("summary", of).text, "2026-03-08: no sales.");
  const { busiestHour, weekBefore } = figuresOf<SummaryFigures>("summary", of);
  assertEquals([busiestHour, weekBefore.change], [null, null]);
});

Deno.test("composeReport says of a day under way that it is", () => {
  const { span } = tally();
  const report = composeReport("summary", tally({ asOf: new Date(+span.until - 1) }));
  assertEquals([report.day.isOpen, report.completeness.isComplete], [true, false]);
  assertEquals(report.text?.startsWith("2026-03-08, until 23:59: "), true);
  assertEquals(composeReport("sales", tally()).day.isOpen, false);
});

Deno.test("comparedUntil takes as much of the week before as has gone by today, and never more than its day", () => {
  const { span, store } = tally({}, "America/New_York");
  const before = spanOfDay(businessDaySchema.parse("2026-03-01"), store);
  const noon = new Date(+span.from + 12 * 3_600_000);
  assertEquals(comparedUntil(span, before, noon), new Date(+before.from + 12 * 3_600_000));
  assertEquals(
    comparedUntil(span, before, span.until),
    before.until,
    "a whole day with a whole day, one of 23 hours too",
  );
});

Deno.test("withWritten puts what was written in the place of what was computed, and nothing else", () => {
  const report: StoreReport = composeReport("summary", tally());
  const at = new Date("2026-03-09T00:00:00Z");
  assertEquals(withWritten(report, { text: null, figures: null, at, version: 4 }), report);
  const written = withWritten(report, { text: "맑음", figures: null, at, version: 4 });
  assertEquals(written, { ...report, text: "맑음", written: { at, version: 4 } } as StoreReport);
});
