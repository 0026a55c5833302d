import type { CommerceEvent } from "../../../domain/commerce/commerce_event.ts";

/** One partition of one topic as one group reads it. */
export interface StreamPosition {
  readonly group: string;
  readonly topic: string;
  readonly partition: number;
}

/** A step through a partition: everything from offset `from` up to, not including, `to`. */
export interface Advance extends StreamPosition {
  readonly from: number;
  readonly to: number;
  /** When the log took the last record of the step; lag in seconds is measured from it. */
  readonly lastRecordAt: Date | null;
}

/** A record nobody can store, with why, on its way to `<topic>.dlq`. */
export interface DeadLetter {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly key: string | null;
  readonly value: Uint8Array | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly cause: { readonly code: string; readonly message: string };
}

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
 * is not `from`, somebody else has moved it: nothing is changed and the answer is "fenced".
 * Throws `Outage` when retrying later is right, `DataRefused` when some event can't be stored.
 */
export interface Inbox {
  /** Where reading goes on; 0 for a partition never read. */
  position(at: StreamPosition): Promise<number>;
  accept(
    advance: Advance,
    events: readonly CommerceEvent[],
    dead: readonly DeadLetter[],
  ): Promise<Accepted | "fenced">;
}

/** Every stored position of a group, for lag displays and for waiting until something is stored. */
export interface StoredPositions {
  all(): Promise<readonly (StreamPosition & { readonly next: number; readonly lastRecordAt: Date | null })[]>;
}
