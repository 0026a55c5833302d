import { z } from "zod";
import { strictObject } from "../shared/strict_object.ts";
import { instant } from "../shared/instant.ts";
import { wonOrZero } from "../shared/money.ts";
import { withoutControls } from "../shared/no_controls.ts";
import { outsideId } from "../shared/outside_id.ts";
import { type InvalidInput, parseAs } from "../shared/parse.ts";
import type { Result } from "../shared/result.ts";
import { menuNameSchema } from "./menu.ts";

const MAX_QUANTITY = 1_000_000;

export const saleIdSchema = withoutControls(outsideId(100)).brand<"SaleId">();
export type SaleId = z.infer<typeof saleIdSchema>;

/** One line of a receipt. Its id is the till's, unique within the store. */
export const saleSchema = strictObject("sale", {
  saleId: saleIdSchema.describe("The till's own id; sent again under it, the same sale changes nothing"),
  menu: menuNameSchema,
  price: wonOrZero.describe("Won for one piece"),
  quantity: z.int().min(-MAX_QUANTITY).max(MAX_QUANTITY)
    .refine((quantity) => quantity !== 0, "expected a quantity other than 0").meta({ not: { const: 0 } })
    .describe("Pieces; negative for what was taken back, under an id of its own"),
  soldAt: instant,
}).readonly();

export type Sale = z.infer<typeof saleSchema>;

export function parseSale(raw: unknown): Result<Sale, InvalidInput> {
  return parseAs(saleSchema, raw, "sale");
}

export function isSameSale(a: Sale, b: Sale): boolean {
  return a.menu === b.menu && a.price === b.price && a.quantity === b.quantity && +a.soldAt === +b.soldAt;
}
