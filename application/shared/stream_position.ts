import type { DeadLetter } from "./dead_letter_record.ts";

export interface StreamPosition {
  readonly group: string;
  readonly topic: string;
  readonly partition: number;
}

/** Offsets from `from` up to, not including, `to`. */
export interface OffsetAdvance extends StreamPosition {
  readonly from: number;
  readonly to: number;
  /** Append time of the step's last record; the base of the lag in seconds. */
  readonly lastRecordAt: Date | null;
}

export interface StoredPositions {
  all(): Promise<readonly (StreamPosition & { readonly next: number; readonly lastRecordAt: Date | null })[]>;
}

/**
 * Positions of streams whose events are stored in another store, so without a shared transaction.
 *
 * `move` puts the dead letters into the outbox and moves the position from `from` to `to`, atomically; returns "fenced"
 * if the stored position is not `from`. All throw `Outage`.
 */
export interface StreamPositions {
  /** Returns the offset to continue from; 0 for a partition that was never read. */
  position(at: StreamPosition): Promise<number>;
  move(advance: OffsetAdvance, dead: readonly DeadLetter[]): Promise<"moved" | "fenced">;
}
