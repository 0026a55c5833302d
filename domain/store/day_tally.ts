import type { DaySpan } from "./business_day.ts";
import type { Takings } from "./report.ts";
import type { Store } from "./store.ts";

/** Totals of one business day's sales, read in one snapshot. */
export interface DayTally {
  readonly store: Store;
  /** The store's version in the snapshot. */
  readonly version: number;
  readonly span: DaySpan;
  readonly asOf: Date;
  readonly totals: DayTotals;
  /** Menus with sales, in any order. */
  readonly menus: readonly (Takings & { readonly menu: string })[];
  /** Hours with sales, numbered from the start of the day. */
  readonly hours: readonly (Takings & { readonly hour: number })[];
  /** Amount of the day a week before, until {@link comparedUntil}; `null` if not requested. */
  readonly amountWeekBefore: number | null;
}

export interface DayTotals extends Takings {
  readonly returnedAmount: number;
  readonly returnedQuantity: number;
  /** Lines received after the end of the day. */
  readonly lateSales: number;
  readonly lastSaleAt: Date | null;
  readonly lastReceivedAt: Date | null;
}

/**
 * Returns until when the day a week before is compared: its end if the day is over, otherwise the same elapsed time.
 */
export function comparedUntil(span: DaySpan, weekBefore: DaySpan, asOf: Date): Date {
  if (asOf >= span.until) return weekBefore.until;
  const elapsed = asOf.getTime() - span.from.getTime();
  return new Date(Math.min(weekBefore.until.getTime(), weekBefore.from.getTime() + elapsed));
}
