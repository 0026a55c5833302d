import type { Order, OrderId } from "../../../domain/commerce/order.ts";
import type { OrderChanges } from "../../../domain/commerce/order_placement.ts";
import type { Stamps } from "./users.ts";

/**
 * Orders, read and written one at a time. Every change carries its effects on `orderCount`, `lastOrderedAt` and the daily
 * totals in the same transaction, so that a recount always gives the stored figures. Errors as in `Users`.
 */
export interface Orders {
  find(id: OrderId): Promise<(Order & Stamps) | null>;
  /** Fills the denormalised fields that are `null` from the order's user and product. */
  add(order: Order): Promise<"added" | "exists" | "unknown_user" | "unknown_product">;
  change(id: OrderId, changes: OrderChanges): Promise<(Order & Stamps) | null>;
  remove(id: OrderId): Promise<"removed" | "unknown">;
}
