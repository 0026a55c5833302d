import { type CommerceEvent, type Stream, STREAMS } from "../../../domain/commerce/commerce_event.ts";
import type { CustomerIdentified } from "../../../domain/identity/customer_identified.ts";
import { DAY_MS, HOUR_MS } from "../../../domain/shared/durations.ts";

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

/**
 * How long a record about a customer stands in the log at most, its dead letters too: what an erasure can't reach there
 * leaves by itself. Longer than any outage that the recorder should survive without a loss.
 */
export const IDENTITY_RETENTION_MS = 7 * DAY_MS;
/** When such a record is surely gone: a day's records leave together, once the last of them is old enough. */
export const IDENTITY_GONE_AFTER_MS = IDENTITY_RETENTION_MS + 25 * HOUR_MS;

/** How identifications travel: topic `customer-identified`, read by the recorder alone. */
interface IdentityNames {
  readonly topic: string;
  readonly group: string;
  readonly eventType: CustomerIdentified["type"];
}

export function identityNames(prefix: string): IdentityNames {
  return {
    topic: `${prefix}customer-identified`,
    group: `${prefix}customer-identified_group`,
    eventType: "customer.identified",
  };
}

/** Every stream of the installation. */
export function allStreams(prefix: string): readonly (StreamNames | IdentityNames)[] {
  return [...Object.values(streamNames(prefix)), identityNames(prefix)];
}

export function topicsOf(names: Readonly<Record<Stream, StreamNames>>): Readonly<Record<Stream, string>> {
  return { users: names.users.topic, products: names.products.topic, orders: names.orders.topic };
}
