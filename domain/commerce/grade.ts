import { z } from "zod";
import { isReversed, type StatusOf } from "./reversed.ts";

/** Membership grades, lowest first. */
export const GRADES = ["BRONZE", "SILVER", "GOLD", "VIP"] as const;
export const gradeSchema = z.enum(GRADES);
export type Grade = typeof GRADES[number];

/** What a customer bought in the grading window: `amount` in won, net of cancellations; `orders` counts order rows. */
export interface Standing {
  readonly amount: number;
  readonly orders: number;
}

/** Both conditions must hold. Amounts in won over the last six months (seed "고객 등급 시스템"). */
export const GRADE_CONDITIONS: readonly { readonly grade: Grade; readonly amount: number; readonly orders: number }[] =
  [
    { grade: "VIP", amount: 5_000_000, orders: 30 },
    { grade: "GOLD", amount: 2_000_000, orders: 15 },
    { grade: "SILVER", amount: 500_000, orders: 5 },
  ];

export function earnedGrade(standing: Standing): Grade {
  const met = GRADE_CONDITIONS.find(({ amount, orders }) => standing.amount >= amount && standing.orders >= orders);
  return met?.grade ?? "BRONZE";
}

/** Returns the grade after one run: promotion takes effect at once, demotion takes one step per run. */
export function nextGrade(current: Grade, standing: Standing): Grade {
  const earned = GRADES.indexOf(earnedGrade(standing));
  const held = GRADES.indexOf(current);
  return GRADES[Math.max(earned, held - 1)]!;
}

/** What is missing to the grade above the one that is held; `null` for the highest. Both at 0: the next run promotes. */
export function missingToNext(held: Grade, standing: Standing): (Standing & { readonly grade: Grade }) | null {
  const above = GRADES[GRADES.indexOf(held) + 1];
  const conditions = GRADE_CONDITIONS.find(({ grade }) => grade === above);
  if (!conditions) return null;
  const { grade, amount, orders } = conditions;
  return { grade, amount: Math.max(0, amount - standing.amount), orders: Math.max(0, orders - standing.orders) };
}

/**
 * A row's amount counts (one of negative quantity nets out), the row itself only if goods went to the customer. What is
 * cancelled or returned by its status counts nothing.
 */
export function contribution(
  order: { readonly totalAmount: number; readonly quantity: number } & Partial<StatusOf>,
): Standing {
  if (isReversed(order)) return { amount: 0, orders: 0 };
  return { amount: order.totalAmount, orders: order.quantity > 0 ? 1 : 0 };
}

/** `start < createdAt <= asOf` counts. Calendar months in UTC, clamped to the month like Postgres' `- interval`. */
export function gradingWindowStart(asOf: Date): Date {
  const start = new Date(asOf);
  start.setUTCMonth(start.getUTCMonth() - 6);
  if (start.getUTCDate() !== asOf.getUTCDate()) start.setUTCDate(0);
  return start;
}
