import { z } from "zod";
import { instant } from "../shared/instant.ts";
import { outsideId } from "../shared/outside_id.ts";
import { type InvalidInput, parseAs } from "../shared/parse.ts";
import type { Result } from "../shared/result.ts";
import { wonOrZero } from "../shared/money.ts";
import { importRunSchema } from "./import_run.ts";

export const productIdSchema = outsideId(50).brand<"ProductId">();
export type ProductId = z.infer<typeof productIdSchema>;

export const productSchema = z.object({
  productId: productIdSchema,
  name: z.string().min(1).max(200),
  category: z.string().min(1).max(50),
  brand: z.string().max(100),
  orgPrice: wonOrZero,
  price: wonOrZero,
  discountRate: z.number().min(0).max(1),
  stock: z.int32().min(0),
  rating: z.number().min(0).max(5),
  reviewCount: z.int32().min(0),
  isBest: z.boolean(),
  createdAt: instant,
  /** Order rows with a positive quantity; the cache pool's criterion. */
  orderCount: z.int().min(0),
  /** False for postage, bank charges, discounts and manual lines, which are sold but are not goods. */
  isGoods: z.boolean(),
  importRun: importRunSchema.nullable().default(null),
}).readonly();

export type Product = z.infer<typeof productSchema>;

export function parseProduct(raw: unknown): Result<Product, InvalidInput> {
  return parseAs(productSchema, raw, "product");
}
