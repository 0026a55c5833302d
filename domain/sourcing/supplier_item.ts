import { z } from "zod";
import { instant } from "../shared/instant.ts";
import { externalId } from "./external_id.ts";
import { MAX_WON, won, wonOrZero } from "../shared/money.ts";
import { type InvalidInput, parseAs } from "../shared/parse.ts";
import type { Result } from "../shared/result.ts";

export const SALE_STATUSES = ["ON_SALE", "SOLD_OUT", "DISCONTINUED"] as const;

/** Bounded by the database's columns. */
const text = (max: number) => z.string().trim().max(max).default("");

/** Fields that selling needs; the others stay in the raw row. */
export const supplierItemSchema = z.object({
  id: externalId,
  name: z.string().trim().min(1).max(300),
  brand: text(100),
  category: text(200),
  description: z.string().default(""),
  images: z.array(z.url({ protocol: /^https?$/, error: "expected an http address" })).max(100).default([]),
  options: z.array(z.object({
    name: z.string().min(1),
    value: z.string().default(""),
    extraPrice: won.default(0),
    stock: z.int().min(0).optional(),
  })).max(1_000).default([]),
  price: z.int().min(1).max(MAX_WON).describe("The supplier's price for one, in won"),
  minimumPrice: wonOrZero.default(0).describe("The supplier allows no lower selling price"),
  shippingFee: wonOrZero.default(0),
  stock: z.int().min(0).max(MAX_WON).default(0),
  status: z.enum(SALE_STATUSES).default("ON_SALE"),
  updatedAt: instant.nullish(),
});

export type SupplierItem = z.output<typeof supplierItemSchema>;

export function parseSupplierItem(raw: unknown): Result<SupplierItem, InvalidInput> {
  return parseAs(supplierItemSchema, raw, "supplier's item");
}
