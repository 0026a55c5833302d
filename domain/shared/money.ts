import { z } from "zod";

/** Columns of whole won are 32-bit integers. */
export const MAX_WON = 2_147_483_647;

/** Whole South Korean won (no minor unit). Negative for a cancellation. */
export const won = z.int().min(-MAX_WON).max(MAX_WON);

export const wonOrZero = z.int().min(0).max(MAX_WON);
