import type { CommerceEvent } from "../../../domain/commerce/commerce_event.ts";
import type { EventSink } from "../../shared/store_stream.ts";

export interface Accepted {
  /** Rows that were really new. */
  readonly stored: number;
  /** Rows that were there before; nothing changed. */
  readonly duplicates: number;
  /** Orders put aside until their user and product are known. */
  readonly waiting: number;
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
