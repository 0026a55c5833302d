import { z } from "zod";

/** The largest amount that a row holds: columns of whole won are 32-bit integers. */
export const MAX_WON = 2_147_483_647;

/** Whole South Korean won. The won has no minor unit, so an integer is exact. Negative for a cancellation. */
export const won = z.int().min(-MAX_WON).max(MAX_WON);

/** Whole won that can't be negative: a price, a shipping cost, a discount. */
export const wonOrZero = z.int().min(0).max(MAX_WON);
