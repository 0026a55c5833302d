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
  /** Kept beside the offset; left out, the known one stays. */
  readonly logId?: string | null;
  /** The log that `from` is an offset in: fenced where another one is known. Left out, it is not compared. */
  readonly fromLogId?: string | null;
}

export interface StoredPosition {
  /** 0 for a partition that was never read. */
  readonly next: number;
  /** Of the log that `next` is an offset in; `null`: not known. */
  readonly logId: string | null;
}

/** Its offsets then mean other records. Not where either has no id. */
export function isOfAnotherLog({ logId: stored }: StoredPosition, logId: string | null): boolean {
  return stored !== null && logId !== null && stored !== logId;
}

/** Whether the position has moved from where the advance begins. */
export function isFenced({ from, fromLogId = null }: OffsetAdvance, stored: StoredPosition): boolean {
  return stored.next !== from || isOfAnotherLog(stored, fromLogId);
}

export interface StoredPositions {
  all(): Promise<readonly (StreamPosition & { readonly next: number; readonly lastRecordAt: Date | null })[]>;
}

/** `move` writes dead letters (outbox) and position in one transaction; "fenced" as in `EventSink`. Throws `Outage`. */
export interface StreamPositions {
  position(at: StreamPosition): Promise<StoredPosition>;
  move(advance: OffsetAdvance, dead: readonly DeadLetter[]): Promise<"moved" | "fenced">;
}
