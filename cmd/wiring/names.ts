import { type CommerceEvent, type Stream, STREAMS } from "../../domain/commerce/commerce_event.ts";

/** What a stream is called in the log, and what travels on it. */
export interface StreamNames {
  readonly topic: string;
  readonly group: string;
  readonly eventType: CommerceEvent["type"];
}

const EVENT_TYPES: Readonly<Record<Stream, CommerceEvent["type"]>> = {
  users: "user.registered",
  products: "product.listed",
  orders: "order.placed",
};

/** Topics `users`, `products`, `orders` and groups `users_group`, …, behind the installation's prefix. */
export function streamNames(prefix: string): Readonly<Record<Stream, StreamNames>> {
  return Object.fromEntries(STREAMS.map((stream) => [stream, {
    topic: `${prefix}${stream}`,
    group: `${prefix}${stream}_group`,
    eventType: EVENT_TYPES[stream],
  }])) as Record<Stream, StreamNames>;
}

export function topicsOf(names: Readonly<Record<Stream, StreamNames>>): Readonly<Record<Stream, string>> {
  return { users: names.users.topic, products: names.products.topic, orders: names.orders.topic };
}
