import type { Order } from "./order.ts";
import type { Product } from "./product.ts";
import type { User } from "./user.ts";

/** What travels from where something happens in the shop to where it is stored. */
export type CommerceEvent =
  | { readonly type: "user.registered"; readonly user: User }
  | { readonly type: "product.listed"; readonly product: Product }
  | { readonly type: "order.placed"; readonly order: Order };

/** The three streams of the shop; each has a topic and a consumer group of its own. */
export const STREAMS = ["users", "products", "orders"] as const;
export type Stream = typeof STREAMS[number];

/** The stream an event travels on. */
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

/** What keeps events in order among themselves: all of one customer's orders, all of one product's changes. */
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
