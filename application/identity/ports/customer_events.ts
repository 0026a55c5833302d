import type { CustomerId } from "../../../domain/identity/customer.ts";
import type { CustomerIdentified } from "../../../domain/identity/customer_identified.ts";
import type { Span } from "./identifications.ts";

export interface EventPage {
  /** It may have fewer than were asked for, or none, although more follow: the cursor alone says so. */
  readonly events: readonly CustomerIdentified[];
  /** Where the next page begins; `null` after the last one. Opaque, and valid for the same question only. */
  readonly cursor: string | null;
}

/** A cursor that this question did not give. */
export type WrongCursor = "wrong_cursor";

/** The record of what was told about customers, for transactions and analysis. All throw `Outage`. */
export interface CustomerEvents {
  /** A customer's events in a span, newest first. */
  ofCustomer(customer: CustomerId, span: Span, limit: number, cursor?: string): Promise<EventPage | WrongCursor>;
  /** Everybody's events in a span, newest first. What was recorded a moment ago may still be missing. */
  between(span: Span, limit: number, cursor?: string): Promise<EventPage | WrongCursor>;
}

/** Who may change the record: the recorder, retention and erasure. All throw `Outage`. */
export interface EventRecord {
  /**
   * Stores events; storing one again changes nothing, whatever was configured differently meanwhile. Throws
   * `DataRefused` when one of them can't be stored.
   */
  record(events: readonly CustomerIdentified[]): Promise<void>;
  /** Removes events; those that are not there are no fault. */
  remove(events: readonly EventKey[]): Promise<void>;
  /** Removes every event of a customer that was recorded before; gives how many there were. */
  removeAll(customer: CustomerId): Promise<number>;
}

/** What retention reads. Throws `Outage`. */
export interface OldEvents {
  /** Days of UTC ("2026-03-02") before that of `before`, oldest first, with at least one event. */
  days(before: Date): AsyncIterable<string>;
  /** Events of a day as they are now, at most `limit`; which ones is the store's to choose. */
  ofDay(day: string, limit: number): Promise<readonly CustomerIdentified[]>;
  /** Those of `events` that are still there. */
  still(events: readonly EventKey[]): Promise<readonly CustomerIdentified[]>;
}

/** What tells two events apart: of one customer there is one at a moment. */
export interface EventKey {
  readonly customerId: CustomerId;
  readonly detectedAt: Date;
}
