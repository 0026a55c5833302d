import { z } from "zod";
import { MAX_WON, wonOrZero } from "../shared/money.ts";
import { externalIdSchema } from "./ids.ts";
import { supplierVariantSchema } from "./variant.ts";

export const SALE_STATUSES = ["ON_SALE", "SOLD_OUT", "DISCONTINUED"] as const;

export const supplierItemSchema = z.object({
  id: externalIdSchema,
  name: z.string().trim().min(1).max(300),
  brand: z.string().trim().max(100),
  category: z.string().trim().max(200),
  description: z.string(),
  images: z.array(z.url({ protocol: /^https?$/, error: "expected an http address" })).max(100),
  variants: z.array(supplierVariantSchema).max(1_000)
    .refine((list) => new Set(list.map(({ key }) => key)).size === list.length, "expected no option twice"),
  price: z.int().min(1).max(MAX_WON).describe("What the supplier asks for one without options, in won"),
  minimumPrice: wonOrZero.describe("The supplier allows no lower selling price"),
  shippingFee: wonOrZero,
  stock: z.int().min(0).max(MAX_WON).describe("Of an item without variants"),
  status: z.enum(SALE_STATUSES),
});

export type SupplierItem = z.output<typeof supplierItemSchema>;

export const RECORD_KINDS = ["items", "orders", "qna", "categories"] as const;
export type RecordKind = typeof RECORD_KINDS[number];

export interface SupplierRecord {
  readonly externalId: string;
  readonly updatedAt: Date | null;
  readonly payload: Readonly<Record<string, unknown>>;
}
