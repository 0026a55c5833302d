import type { DeadLetter } from "./dead_letter_record.ts";

export interface StreamPosition {
  readonly group: string;
  readonly topic: string;
  readonly partition: number;
}

/** `to` is exclusive. */
export interface OffsetAdvance extends StreamPosition {
  readonly from: number;
  readonly to: number;
  /** Append time of the last record. */
  readonly lastRecordAt: Date | null;
}

export interface StoredPositions {
  all(): Promise<readonly (StreamPosition & { readonly next: number; readonly lastRecordAt: Date | null })[]>;
}

/** `move` writes dead letters (outbox) and position in one transaction; "fenced" as in `EventSink`. Throws `Outage`. */
export interface StreamPositions {
  /** 0 for a partition that was never read. */
  position(at: StreamPosition): Promise<number>;
  move(advance: OffsetAdvance, dead: readonly DeadLetter[]): Promise<"moved" | "fenced">;
}
