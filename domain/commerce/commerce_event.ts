import type { Order } from "./order.ts";
import type { Product } from "./product.ts";
import type { User } from "./user.ts";

export type CommerceEvent =
  | { readonly type: "user.registered"; readonly user: User }
  | { readonly type: "product.listed"; readonly product: Product }
  | { readonly type: "order.placed"; readonly order: Order };

export const STREAMS = ["users", "products", "orders"] as const;
export type Stream = typeof STREAMS[number];

export function streamOf(event: CommerceEvent): Stream {
  switch (event.type) {
    case "user.registered":
      return "users";
    case "product.listed":
      return "products";
    case "order.placed":
      return "orders";
    default:
      return event satisfies never;
  }
}

/** Events with equal keys keep their order: one customer's orders, one product's changes. */
export function orderingKey(event: CommerceEvent): string {
  switch (event.type) {
    case "user.registered":
      return event.user.userId;
    case "product.listed":
      return event.product.productId;
    case "order.placed":
      return event.order.userId;
    default:
      return event satisfies never;
  }
}
