import type { z } from "zod";
import { strictObject } from "../shared/strict_object.ts";
import { type Defined, isAnyGiven, omitUndefined } from "../shared/omit_undefined.ts";
import { type InvalidInput, parseAs } from "../shared/parse.ts";
import { accepted, type Result } from "../shared/result.ts";
import { type Order, orderIdSchema, orderSchema, parseOrder } from "./order.ts";
import type { ListingOptions } from "./product_listing.ts";

const { userId, productId, quantity, totalAmount, shippingCost, discountAmount, paymentMethod, status } =
  orderSchema.unwrap().shape;

/** What somebody may say of a new order: who buys how many of what, for how much. */
export const orderDraftSchema = strictObject("order", {
  orderId: orderIdSchema.optional().describe("Chosen by the shop when left out"),
  userId,
  productId,
  quantity,
  totalAmount: totalAmount.describe("Won for the whole line, after its discount, without shipping"),
  shippingCost: shippingCost.default(0),
  discountAmount: discountAmount.default(0),
  paymentMethod: paymentMethod.default("CARD"),
  status: status.default("PLACED"),
});

/** Any of an order's fields that may change, at least one. */
export const orderChangesSchema = strictObject("order", {
  quantity: quantity.optional(),
  totalAmount: totalAmount.optional(),
  shippingCost: shippingCost.optional(),
  discountAmount: discountAmount.optional(),
  paymentMethod: paymentMethod.optional(),
  status: status.optional(),
}).refine(isAnyGiven, "expected at least one field to change");

/** A new order, placed `now`. What it repeats of its product and user stays `null` until it is stored. */
export function placeOrder(draft: unknown, { id, now }: ListingOptions): Result<Order, InvalidInput> {
  const parsed = parseAs(orderDraftSchema, draft, "order");
  if (!parsed.ok) return parsed;
  return parseOrder({
    ...parsed.value,
    orderId: parsed.value.orderId ?? id,
    category: null,
    userName: null,
    userRegion: null,
    userGender: null,
    userAgeGroup: null,
    createdAt: now,
    selection: null,
  });
}

export function parseOrderChanges(raw: unknown): Result<Defined<z.output<typeof orderChangesSchema>>, InvalidInput> {
  const parsed = parseAs(orderChangesSchema, raw, "changes of the order");
  return parsed.ok ? accepted(omitUndefined(parsed.value)) : parsed;
}
