import { z } from "zod";
import { startOfDay } from "../../seoul_time.ts";

export const historyPlanSchema = z.object({
  seed: z.string().regex(/^[A-Za-z0-9_.]{1,20}$/, "expected 1 to 20 letters, digits, dots, underscores"),
  /** In Seoul, in days since 1970-01-01. */
  firstDay: z.int(),
  days: z.int().min(1).max(3_660),
  /** Mean order rows per day. */
  ordersPerDay: z.int().min(1).max(1_000_000),
  /** Before the first day. */
  users: z.int().min(10).max(10_000_000),
  products: z.int().min(10).max(1_000_000),
}).readonly();
export type HistoryPlan = z.infer<typeof historyPlanSchema>;

/** Customers from before the first day registered over this many days. */
const FOUNDING_DAYS = 730;

export function foundingSpan({ seed, firstDay }: HistoryPlan) {
  return { seed, from: startOfDay(firstDay - FOUNDING_DAYS), until: startOfDay(firstDay) };
}

/** No other order id has this prefix. */
export function orderPrefix(seed: string): string {
  return `H-${seed}-`;
}
