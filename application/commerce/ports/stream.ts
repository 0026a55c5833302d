import type { CommerceEvent } from "../../../domain/commerce/commerce_event.ts";
import type { OrderId } from "../../../domain/commerce/order.ts";
import type { UserId } from "../../../domain/commerce/user.ts";
import type { Receipt } from "../../shared/log.ts";
import type { EventSink } from "../../shared/persist_stream.ts";

/** Resolves with receipts, in order, once all are acknowledged; else throws `Outage`. Repeating is harmless. */
export interface EventLog {
  publish(events: readonly CommerceEvent[]): Promise<Receipt[]>;
}

export interface Accepted {
  readonly stored: number;
  readonly duplicates: number;
  /** Orders that wait for their user or product. */
  readonly pending: number;
  /** Of the duplicates: orders whose status has advanced. Absent when there are none. */
  readonly changed?: number;
  /** Of the duplicates: orders that are stored with other content, which stays. Absent when there are none. */
  readonly conflicts?: readonly OrderId[];
  /** Of whom there was something: users are not stored, orders without who they are. Absent when there are none. */
  readonly erased?: readonly UserId[];
}

/** Effects (`orderCount`, `lastOrderedAt`, daily totals) are in the same transaction. */
export type Inbox = EventSink<CommerceEvent, Accepted>;

/** What stored orders add to `orderCount`, `lastOrderedAt` and daily sales. All throw `Outage`. */
export interface OrderDeltas {
  /** Applies some, each once; returns whether more may be there. Another process may do it instead. */
  add(): Promise<boolean>;
  pending(): Promise<number>;
}

export interface PendingOrders {
  /**
   * Stores the oldest whose user and product are known; returns how many. Each once, by any number of processes. Throws
   * `DataRefused` if the database refuses one of them: then none of them is stored.
   */
  complete(limit: number): Promise<number>;
  /** Puts the oldest whose user and product are known off for a minute; returns its id, or `null` if there is none. */
  postpone(): Promise<string | null>;
  count(): Promise<number>;
}
