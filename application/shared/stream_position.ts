import type { DeadLetter } from "./dead_letter_record.ts";

/** One partition of one topic as one group reads it. */
export interface StreamPosition {
  readonly group: string;
  readonly topic: string;
  readonly partition: number;
}

/** A step through a partition: everything from offset `from` up to, not including, `to`. */
export interface OffsetAdvance extends StreamPosition {
  readonly from: number;
  readonly to: number;
  /** When the log took the last record of the step; lag in seconds is measured from it. */
  readonly lastRecordAt: Date | null;
}

/** Every stored position of a group, for lag displays and for waiting until something is stored. */
export interface StoredPositions {
  all(): Promise<readonly (StreamPosition & { readonly next: number; readonly lastRecordAt: Date | null })[]>;
}

/**
 * How far streams have been read whose events are stored elsewhere, and so can't share a transaction with it.
 *
 * `move` puts the dead letters into the outbox and the position from `from` to `to`, both or neither; "fenced" where the
 * stored position is not `from`. All throw `Outage`.
 */
export interface StreamPositions {
  /** Where reading goes on; 0 for a partition never read. */
  position(at: StreamPosition): Promise<number>;
  move(advance: OffsetAdvance, dead: readonly DeadLetter[]): Promise<"moved" | "fenced">;
}
