import { z } from "npm:zod@4.6.7";
import type { Money } from "../shared/good_money.ts";
export const order = z.object({ at: z.date() });
/** Date.now(), new Date() and Deno.env in a comment harm nobody. */
export const words = "Date.now() Math.random() Deno.env";
export function total(at: Date, market: { Deno: Money; now(): number }): number {
  return market.Deno + market.now() + new Date(at).getTime() + Math.round(1);
}
