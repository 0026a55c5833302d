import { type CommerceEvent, type Stream, STREAMS } from "../../domain/commerce/commerce_event.ts";
import type { CustomerIdentified } from "../../domain/identity/customer_identified.ts";
import { DAY_MS, HOUR_MS } from "../../domain/shared/durations.ts";

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

export function streamNames(prefix: string): Readonly<Record<Stream, StreamNames>> {
  return Object.fromEntries(STREAMS.map((stream) => [stream, {
    topic: `${prefix}${stream}`,
    group: `${prefix}${stream}_group`,
    eventType: EVENT_TYPES[stream],
  }])) as Record<Stream, StreamNames>;
}

/** The log keeps records of people, dead letters too, no longer: erasures rely on it. Outages must be shorter. */
export const PERSONAL_RETENTION_MS = 7 * DAY_MS;
/** A segment of a day expires as a whole, when its last record is old enough. */
export const PERSONAL_GONE_AFTER_MS = PERSONAL_RETENTION_MS + 25 * HOUR_MS;

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

export function allStreams(prefix: string): readonly (StreamNames | IdentityNames)[] {
  return [...Object.values(streamNames(prefix)), identityNames(prefix)];
}

export function topicsOf(names: Readonly<Record<Stream, StreamNames>>): Readonly<Record<Stream, string>> {
  return { users: names.users.topic, products: names.products.topic, orders: names.orders.topic };
}
