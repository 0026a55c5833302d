import { z } from "zod";
import { strictObject } from "../shared/strict_object.ts";
import { type Defined, isAnyGiven, omitUndefined } from "../shared/omit_undefined.ts";
import { type InvalidInput, parseAs } from "../shared/parse.ts";
import { MINUTE_MS } from "../shared/durations.ts";
import { instant } from "../shared/instant.ts";
import { accepted, refused, type Result } from "../shared/result.ts";
import { NOTHING_REPEATED, type Order, orderIdSchema, orderSchema, parseOrder } from "./order.ts";
import { signMismatch } from "./sign_mismatch.ts";
import type { SentOrder } from "./resent_order.ts";
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
  totalAmount: changeable.totalAmount.describe(
    "Won for the whole line, after its discount, without shipping; negative only of a cancellation, whose quantity is too",
  ),
  shippingCost: changeable.shippingCost.default(0),
  discountAmount: changeable.discountAmount.default(0),
  paymentMethod: changeable.paymentMethod.default("CARD"),
  status: changeable.status.default("PLACED"),
  createdAt: instant.optional().describe(
    "When it was placed; now when left out. From 1990 on, and at most five minutes ahead of the server's clock",
  ),
});

export const EARLIEST_ORDER = new Date("1990-01-01T00:00:00Z");
/** Clocks differ. */
const AHEAD_AT_MOST_MS = 5 * MINUTE_MS;

export const orderChangesSchema = strictObject("order", z.object(changeable).partial().shape)
  .refine(isAnyGiven, "expected at least one field to change");
export type OrderChanges = Defined<z.output<typeof orderChangesSchema>>;

/** Columns that repeat product and user stay `null` until it is stored. */
export function placeOrder(draft: unknown, { id, now }: ListingOptions): Result<Order, InvalidInput> {
  const parsed = parseAs(orderDraftSchema, draft, "order");
  if (!parsed.ok) return parsed;
  const mismatch = signMismatch(parsed.value.quantity, parsed.value.totalAmount);
  if (mismatch) return unfit(`totalAmount: ${mismatch}, got ${parsed.value.totalAmount}`);
  const createdAt = parsed.value.createdAt ?? now;
  if (createdAt < EARLIEST_ORDER) {
    return unfitTime(`expected a time from ${EARLIEST_ORDER.toISOString()} on`, createdAt);
  }
  const latest = new Date(now.getTime() + AHEAD_AT_MOST_MS);
  if (createdAt > latest) return unfitTime(`expected a time up to ${latest.toISOString()}`, createdAt);
  return parseOrder({ ...parsed.value, ...NOTHING_REPEATED, orderId: parsed.value.orderId ?? id, createdAt });
}

/** As {@link placeOrder}, with the names of the fields that the draft has. */
export function parseSentOrder(draft: unknown, options: ListingOptions): Result<SentOrder, InvalidInput> {
  const placed = placeOrder(draft, options);
  return placed.ok ? accepted({ order: placed.value, given: new Set(Object.keys(draft as object)) }) : placed;
}

function unfitTime(expected: string, got: Date): Result<never, InvalidInput> {
  return unfit(`createdAt: ${expected}, got ${got.toISOString()}`);
}

function unfit(detail: string): Result<never, InvalidInput> {
  return refused({ code: "invalid_input", message: `Cannot read the order: ${detail}`, details: [detail] });
}

export function parseOrderChanges(raw: unknown): Result<OrderChanges, InvalidInput> {
  const parsed = parseAs(orderChangesSchema, raw, "changes of the order");
  return parsed.ok ? accepted(omitUndefined(parsed.value)) : parsed;
}
