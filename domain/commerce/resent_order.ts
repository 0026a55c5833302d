import type { Refusal } from "../shared/result.ts";
import type { Order, OrderId, OrderStatus } from "./order.ts";

/** What an order may become, steps in between left out or not. Cancelled and returned are ends. */
export const TRANSITIONS: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  PLACED: ["PAID", "SHIPPED", "DELIVERED", "CANCELLED", "RETURNED"],
  PAID: ["SHIPPED", "DELIVERED", "CANCELLED", "RETURNED"],
  SHIPPED: ["DELIVERED", "CANCELLED", "RETURNED"],
  DELIVERED: ["RETURNED"],
  CANCELLED: [],
  RETURNED: [],
};

export function mayBecome(from: OrderStatus, to: OrderStatus): boolean {
  return TRANSITIONS[from].includes(to);
}

/** What is wrong with a change of status; `null` where it may be. */
export function statusFault(stored: OrderStatus, sent: OrderStatus): string | null {
  if (stored === sent || mayBecome(stored, sent)) return null;
  const next = TRANSITIONS[stored].join(", ") || "nothing else";
  return `status: stored is ${stored}, which becomes ${next}, never ${sent}`;
}

/** Fields that make an order the same when it is sent again. */
export const ORDER_CONTENT = [
  "userId",
  "productId",
  "quantity",
  "totalAmount",
  "shippingCost",
  "discountAmount",
  "paymentMethod",
] as const;

/** As somebody sent it: what was not given has its default and is not compared. */
export interface SentOrder {
  readonly order: Order;
  readonly given: ReadonlySet<string>;
}

export interface OrderConflict extends Refusal {
  readonly code: "order_conflict";
  readonly id: OrderId;
  readonly details: readonly string[];
}

/** What an order that is sent again means for the stored one. */
export type Resent =
  | { readonly kind: "same" }
  | { readonly kind: "advanced"; readonly status: OrderStatus }
  | { readonly kind: "conflict"; readonly refusal: OrderConflict };

export function compareResent(stored: Order, { order, given }: SentOrder): Resent {
  const details = ORDER_CONTENT.filter((field) => given.has(field) && stored[field] !== order[field])
    .map((field) => `${field}: stored is ${stored[field]}, sent was ${order[field]}`);
  if (given.has("createdAt") && stored.createdAt.getTime() !== order.createdAt.getTime()) {
    details.push(`createdAt: stored is ${stored.createdAt.toISOString()}, sent was ${order.createdAt.toISOString()}`);
  }
  const changes = given.has("status") && stored.status !== order.status;
  const fault = changes ? statusFault(stored.status, order.status) : null;
  if (fault) details.push(fault);
  if (details.length > 0) return { kind: "conflict", refusal: orderConflict(stored.orderId, details) };
  return changes ? { kind: "advanced", status: order.status } : { kind: "same" };
}

function orderConflict(id: OrderId, details: readonly string[]): OrderConflict {
  const message = `Cannot take the order: ${id} is stored with other content (${details.join("; ")})`;
  return { code: "order_conflict", message, id, details };
}
