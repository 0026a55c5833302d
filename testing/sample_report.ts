import { type BusinessDay, businessDaySchema } from "../domain/store/business_day.ts";
import type { ReportCategory, ReportKey } from "../domain/store/report_key.ts";
import { type StoreReport, storeReportSchema } from "../domain/store/report.ts";
import { storeIdSchema } from "../domain/shared/store_id.ts";

const FIGURES: Readonly<Record<ReportCategory, unknown>> = {
  sales: { amount: 0, quantity: 0, sales: 0, returnedAmount: 0, returnedQuantity: 0, averageAmount: null },
  menu: { menus: [] },
  hours: { hours: [] },
  summary: {
    amount: 0,
    quantity: 0,
    sales: 0,
    bestMenus: [],
    busiestHour: null,
    weekBefore: { date: "2025-01-02", amount: 0, change: null },
  },
};

export function businessDay(text: string): BusinessDay {
  return businessDaySchema.parse(text);
}

export function reportKey(storeId = "1", day = "2025-01-09", category: ReportCategory = "sales"): ReportKey {
  return { storeId: storeIdSchema.parse(storeId), day: businessDay(day), category };
}

/** A report that says next to nothing, of a day that is over. */
export function sampleReport(
  { storeId, day, category }: ReportKey,
  version = 1,
  text: string | null = null,
): StoreReport {
  return storeReportSchema.parse({
    storeId,
    date: day,
    category,
    asOf: new Date("2025-01-10T01:00:00Z"),
    version,
    day: {
      from: new Date("2025-01-08T15:00:00Z"),
      until: new Date("2025-01-09T15:00:00Z"),
      timeZone: "Asia/Seoul",
      closingTime: "00:00",
      isOpen: false,
    },
    completeness: { isComplete: true, sales: 0, lateSales: 0, lastSaleAt: null, lastReceivedAt: null },
    figures: FIGURES[category],
    text,
    written: null,
  });
}
