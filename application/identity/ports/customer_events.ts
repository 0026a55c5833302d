import type { CustomerId } from "../../../domain/identity/customer.ts";
import type { CustomerIdentified } from "../../../domain/identity/customer_identified.ts";
import type { Span } from "./identifications.ts";

export interface EventPage {
  /** May have fewer events than requested, or none, although more follow: only the cursor tells. */
  readonly events: readonly CustomerIdentified[];
  /** Start of the next page; `null` after the last one. Opaque, and valid for the same query only. */
  readonly cursor: string | null;
}

/** A cursor that belongs to another query. */
export type WrongCursor = "wrong_cursor";

/** Recorded events, for transactions and analysis. All throw `Outage`. */
export interface CustomerEvents {
  /** A customer's events in a span, newest first. */
  ofCustomer(customer: CustomerId, span: Span, limit: number, cursor?: string): Promise<EventPage | WrongCursor>;
  /** All customers' events in a span, newest first. Eventually consistent: the latest may be missing. */
  between(span: Span, limit: number, cursor?: string): Promise<EventPage | WrongCursor>;
}

/** Writes of the recorder, retention and erasure. All throw `Outage`. */
export interface EventRecord {
  /** Idempotent, also across changes of configuration. Throws `DataRefused` when an event can't be stored. */
  record(events: readonly CustomerIdentified[]): Promise<void>;
  /** Removes events; ignores absent ones. */
  remove(events: readonly EventKey[]): Promise<void>;
  /** Removes every recorded event of a customer; returns their number. */
  removeAll(customer: CustomerId): Promise<number>;
}

/** For retention. Throws `Outage`. */
export interface OldEvents {
  /** Days in UTC ("2026-03-02") before that of `before`, oldest first, with at least one event. */
  days(before: Date): AsyncIterable<string>;
  /** Returns up to `limit` of a day's events, in any order. */
  ofDay(day: string, limit: number): Promise<readonly CustomerIdentified[]>;
  still(events: readonly EventKey[]): Promise<readonly CustomerIdentified[]>;
}

/** Unique: a customer has at most one event at a time. */
export interface EventKey {
  readonly customerId: CustomerId;
  readonly detectedAt: Date;
}
