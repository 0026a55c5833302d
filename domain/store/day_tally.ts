import type { DaySpan } from "./business_day.ts";
import type { Takings } from "./report.ts";
import type { Store } from "./store.ts";

/** What the sales of one business day add up to, all of it at one moment. */
export interface DayTally {
  readonly store: Store;
  /** The store's version at that moment. */
  readonly version: number;
  readonly span: DaySpan;
  readonly asOf: Date;
  readonly totals: DayTotals;
  /** Those that were sold, in any order. */
  readonly menus: readonly (Takings & { readonly menu: string })[];
  /** The hours with sales, by their number from the start of the day. */
  readonly hours: readonly (Takings & { readonly hour: number })[];
  /** Of the same day a week before, until {@link comparedUntil}; `null` where nobody asked for it. */
  readonly amountWeekBefore: number | null;
}

export interface DayTotals extends Takings {
  readonly returnedAmount: number;
  readonly returnedQuantity: number;
  /** Lines received after the day was over. */
  readonly lateSales: number;
  readonly lastSaleAt: Date | null;
  readonly lastReceivedAt: Date | null;
}

/**
 * Until when a week before is compared: all of it with a day that is over; with a day under way as much of it as has
 * gone by today.
 */
export function comparedUntil(span: DaySpan, weekBefore: DaySpan, asOf: Date): Date {
  if (asOf >= span.until) return weekBefore.until;
  const elapsed = asOf.getTime() - span.from.getTime();
  return new Date(Math.min(weekBefore.until.getTime(), weekBefore.from.getTime() + elapsed));
}
