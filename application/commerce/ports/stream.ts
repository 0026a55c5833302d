import type { CommerceEvent } from "../../../domain/commerce/commerce_event.ts";
import type { Receipt } from "../../shared/log.ts";
import type { EventSink } from "../../shared/store_stream.ts";

/**
 * Where commerce events are published.
 *
 * `publish` resolves when the log has acknowledged all of them, with one receipt an event in the same order; it throws
 * `Outage` otherwise. Publishing an event again is harmless: readers know it by its id.
 */
export interface EventLog {
  publish(events: readonly CommerceEvent[]): Promise<Receipt[]>;
}

export interface Accepted {
  /** Rows that were really new. */
  readonly stored: number;
  /** Rows that were there before; nothing changed. */
  readonly duplicates: number;
  /** Orders put aside until their user and product are known. */
  readonly pending: number;
}

/**
 * The exactly-once door into the shop's store.
 *
 * `accept` does all of it in one transaction or none: new rows, their effects (`orderCount`, `lastOrderedAt`, daily
 * totals) once each, dead letters into the outbox, and the position moved from `from` to `to`. When the stored position
 * is not `from`, another owner has moved it: nothing is changed and the answer is "fenced".
 * Throws `Outage` when retrying later is right, `DataRefused` when some event can't be stored.
 */
export type Inbox = EventSink<CommerceEvent, Accepted>;

/**
 * What stored orders add to the totals beside them: `orderCount`, `lastOrderedAt`, daily sales. A large batch records its
 * deltas; a small one applies them at once. All throw `Outage`.
 */
export interface OrderDeltas {
  /** Applies some recorded deltas, each once; returns whether more may be there. Another process may do it instead. */
  add(): Promise<boolean>;
  /** How many deltas are recorded and not applied. */
  pending(): Promise<number>;
}

/** Orders that came before their user or product did. */
export interface PendingOrders {
  /**
   * Stores up to `limit` pending orders whose user and product are known now, oldest first, with their deltas; returns how
   * many. Each is completed once, whichever process calls. Orders whose user or product is still missing stay.
   */
  complete(limit: number): Promise<number>;
  count(): Promise<number>;
}
