import type { CustomerId } from "../../../domain/identity/customer.ts";
import type { CustomerIdentified } from "../../../domain/identity/customer_identified.ts";
import type { Span } from "./identifications.ts";

export interface EventPage {
  /** May be short or empty although more follow: only the cursor tells. */
  readonly events: readonly CustomerIdentified[];
  /** `null` after the last page. Opaque, and valid for the same query only. */
  readonly cursor: string | null;
}

export type WrongCursor = "wrong_cursor";

/** All throw `Outage`. */
export interface CustomerEvents {
  /** Newest first. */
  ofCustomer(customer: CustomerId, span: Span, limit: number, cursor?: string): Promise<EventPage | WrongCursor>;
  /** Newest first. Eventually consistent: the latest may be missing. */
  between(span: Span, limit: number, cursor?: string): Promise<EventPage | WrongCursor>;
}

/** All throw `Outage`. */
export interface EventRecord {
  /** Idempotent. Throws `DataRefused` when an event can't be stored. */
  record(events: readonly CustomerIdentified[]): Promise<void>;
  remove(events: readonly EventKey[]): Promise<void>;
  removeAll(customer: CustomerId): Promise<number>;
}

/** Throws `Outage`. */
export interface OldEvents {
  /** Days in UTC ("2026-03-02") before that of `before`, oldest first, with at least one event. */
  days(before: Date): AsyncIterable<string>;
  /** In any order. */
  ofDay(day: string, limit: number): Promise<readonly CustomerIdentified[]>;
  still(events: readonly EventKey[]): Promise<readonly CustomerIdentified[]>;
}

/** A customer has at most one event at a time. */
export interface EventKey {
  readonly customerId: CustomerId;
  readonly detectedAt: Date;
}
