import type { Stream } from "../../domain/commerce/commerce_event.ts";

export const MASK = "•••";

/** Fields that identify a person by no more than a made-up id. All others are masked, including unknown ones. */
const HARMLESS: Readonly<Record<Stream, ReadonlySet<string>>> = {
  users: new Set([
    "userId",
    "grade",
    "status",
    "lastLoginAt",
    "marketingAgree",
    "createdAt",
    "lastOrderedAt",
    "randomSeed",
    "isGuest",
    "importRun",
  ]),
  products: new Set([
    "productId",
    "name",
    "category",
    "brand",
    "orgPrice",
    "price",
    "discountRate",
    "stock",
    "rating",
    "reviewCount",
    "isBest",
    "createdAt",
    "orderCount",
    "isGoods",
    "importRun",
  ]),
  orders: new Set([
    "orderId",
    "invoice",
    "importRun",
    "userId",
    "productId",
    "quantity",
    "totalAmount",
    "shippingCost",
    "discountAmount",
    "paymentMethod",
    "status",
    "category",
    "createdAt",
  ]),
};
const HARMLESS_HEADER = /^(ce_|dlq-|content-type$|traceparent$|redrive-of$)/;

/** Everything is masked if the stream is unknown; `null` stays `null`. */
export function maskValue(value: unknown, stream: Stream | null): unknown {
  if (value === null) return null;
  if (typeof value !== "object" || Array.isArray(value)) return MASK;
  const harmless = stream === null ? new Set<string>() : HARMLESS[stream];
  return Object.fromEntries(
    Object.entries(value).map(([field, content]) => {
      const shown = content === null || (harmless.has(field) && typeof content !== "object");
      return [field, shown ? content : MASK];
    }),
  );
}

export function maskHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, HARMLESS_HEADER.test(name) ? value : MASK]),
  );
}
