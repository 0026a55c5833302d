import { z } from "zod";
import { strictObject } from "../shared/strict_object.ts";
import { type Defined, isAnyGiven, omitUndefined } from "../shared/omit_undefined.ts";
import { type InvalidInput, parseAs } from "../shared/parse.ts";
import { accepted, type Result } from "../shared/result.ts";
import { NOTHING_REPEATED, type Order, orderIdSchema, orderSchema, parseOrder } from "./order.ts";
import type { ListingOptions } from "./product_listing.ts";

const { userId, productId } = orderSchema.unwrap().shape;

const { shape: changeable } = orderSchema.unwrap().pick({
  quantity: true,
  totalAmount: true,
  shippingCost: true,
  discountAmount: true,
  paymentMethod: true,
  status: true,
});

export const orderDraftSchema = strictObject("order", {
  orderId: orderIdSchema.optional().describe("Chosen by the shop when left out"),
  userId,
  productId,
  ...changeable,
  totalAmount: changeable.totalAmount.describe("Won for the whole line, after its discount, without shipping"),
  shippingCost: changeable.shippingCost.default(0),
  discountAmount: changeable.discountAmount.default(0),
  paymentMethod: changeable.paymentMethod.default("CARD"),
  status: changeable.status.default("PLACED"),
});

export const orderChangesSchema = strictObject("order", z.object(changeable).partial().shape)
  .refine(isAnyGiven, "expected at least one field to change");
export type OrderChanges = Defined<z.output<typeof orderChangesSchema>>;

/** Columns that repeat product and user stay `null` until it is stored. */
export function placeOrder(draft: unknown, { id, now }: ListingOptions): Result<Order, InvalidInput> {
  const parsed = parseAs(orderDraftSchema, draft, "order");
  if (!parsed.ok) return parsed;
  return parseOrder({
    ...parsed.value,
    ...NOTHING_REPEATED,
    orderId: parsed.value.orderId ?? id,
    createdAt: now,
  });
}

export function parseOrderChanges(raw: unknown): Result<OrderChanges, InvalidInput> {
  const parsed = parseAs(orderChangesSchema, raw, "changes of the order");
  return parsed.ok ? accepted(omitUndefined(parsed.value)) : parsed;
}
