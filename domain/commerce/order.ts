import { z } from "zod";
import { instant } from "../shared/instant.ts";
import { outsideId } from "../shared/outside_id.ts";
import { type InvalidInput, parseAs } from "../shared/parse.ts";
import type { Result } from "../shared/result.ts";
import { productIdSchema } from "./product.ts";
import { importRunSchema } from "./import_run.ts";
import { GENDERS, userIdSchema } from "./user.ts";
import { won, wonOrZero } from "../shared/money.ts";

export const orderIdSchema = outsideId(100).brand<"OrderId">();
export type OrderId = z.infer<typeof orderIdSchema>;

export const ORDER_STATUSES = ["PLACED", "PAID", "SHIPPED", "DELIVERED", "CANCELLED", "RETURNED"] as const;

export type OrderStatus = typeof ORDER_STATUSES[number];

export const selectionSchema = z.object({
  score: z.number(),
  factors: z.array(z.object({ name: z.string().max(50), value: z.number() })).max(30),
}).readonly();
export type Selection = z.infer<typeof selectionSchema>;

const repeatedSchema = z.object({
  category: z.string().max(50).nullable(),
  userName: z.string().max(100).nullable(),
  userRegion: z.string().max(100).nullable(),
  userGender: z.enum(GENDERS).nullable(),
  userAgeGroup: z.string().max(20).nullable(),
});
type Repeated = keyof z.infer<typeof repeatedSchema>;

export const NOTHING_REPEATED = Object.fromEntries(
  Object.keys(repeatedSchema.shape).map((field) => [field, null]),
) as Readonly<Record<Repeated, null>>;

/** A cancellation is its own row with negative `quantity` and `totalAmount`. */
export const orderSchema = z.object({
  orderId: orderIdSchema,
  userId: userIdSchema,
  productId: productIdSchema,
  quantity: z.int32().refine((quantity) => quantity !== 0, "expected a quantity other than 0")
    .meta({ not: { const: 0 } }),
  /** Price of the line after its discount, without shipping. */
  totalAmount: won,
  shippingCost: wonOrZero,
  discountAmount: wonOrZero,
  paymentMethod: z.string().min(1).max(50),
  status: z.enum(ORDER_STATUSES),
  ...repeatedSchema.shape,
  createdAt: instant,
  /** Number of the order or invoice at its source, of which this is a line. */
  invoice: z.string().min(1).max(100).nullable().default(null),
  importRun: importRunSchema.nullable().default(null),
  selection: selectionSchema.nullable().default(null),
}).readonly();

export type Order = z.infer<typeof orderSchema>;

export function parseOrder(raw: unknown): Result<Order, InvalidInput> {
  return parseAs(orderSchema, raw, "order");
}
