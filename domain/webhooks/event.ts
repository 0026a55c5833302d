/** What a subscription may ask for, with what it says. */
export const EVENT_TYPES = [
  "order.stored",
  "order.status_changed",
  "customer.identified",
  "listing.published",
  "dead_letter.added",
] as const;
export type EventType = typeof EVENT_TYPES[number];

/** Sent on request, to one subscription, whatever it asks for. */
export const TEST_TYPE = "webhook.test";

/** A body of the Standard Webhooks specification: ids and amounts, never a name or an address. */
export interface WebhookEvent {
  /** The same to every subscription and at every attempt: receivers tell repetitions by it. */
  readonly id: string;
  readonly type: EventType | typeof TEST_TYPE;
  readonly at: Date;
  readonly data: unknown;
}
