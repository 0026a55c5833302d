import { z } from "zod";
import { DAY_MS, HOUR_MS } from "../../../shared/durations.ts";

/** What follows from these alone is a whole history: every customer, every product, every order. */
export const historyPlanSchema = z.object({
  /** Names the history; it stands in every id. */
  seed: z.string().regex(/^[A-Za-z0-9_.]{1,20}$/, "expected 1 to 20 letters, digits, dots, underscores"),
  /** The first day in Seoul, in days since 1970-01-01. */
  firstDay: z.int(),
  /** Over how many days the pace and the growth are planned. */
  days: z.int().min(1).max(3_660),
  /** Order rows a day, on average over all days. */
  ordersPerDay: z.int().min(1).max(1_000_000),
  /** Customers and products of the shop before the first day. */
  users: z.int().min(10).max(10_000_000),
  products: z.int().min(10).max(1_000_000),
}).readonly();
export type HistoryPlan = z.infer<typeof historyPlanSchema>;

const SEOUL_OFFSET_MS = 9 * HOUR_MS;
/** The founders registered over so long before the first day. */
const FOUNDING_DAYS = 730;

/** The moment at which a day begins in Seoul. */
export function startOfDay(dayNumber: number): Date {
  return new Date(dayNumber * DAY_MS - SEOUL_OFFSET_MS);
}

/** "2026-03-02". */
export function isoDay(dayNumber: number): string {
  return new Date(dayNumber * DAY_MS).toISOString().slice(0, 10);
}

/** The day number of "2026-03-02"; `null` for what is no day. */
export function dayNumberOf(text: string): number | null {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return Number.isNaN(at) ? null : at / DAY_MS;
}

/** When those registered, and the products were listed, who are there before the first day. */
export function foundingSpan({ seed, firstDay }: HistoryPlan) {
  return { seed, from: startOfDay(firstDay - FOUNDING_DAYS), until: startOfDay(firstDay) };
}

/** Every order id of a history begins with this, and no other does. */
export function orderPrefix(seed: string): string {
  return `H-${seed}-`;
}
