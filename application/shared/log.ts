import type { Refusal } from "../../domain/shared/result.ts";

/** `value` is `null` for a tombstone. */
export interface LogRecord {
  readonly key: string | null;
  readonly value: Uint8Array | null;
  readonly headers: Readonly<Record<string, string>>;
  /** Where reading one is cheaper than all. */
  readonly header?: (name: string) => string | undefined;
}

/** `at` is the log's append time. */
export interface StoredRecord extends LogRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly at: Date;
  /** It stands for a batch that can't be decoded: `value` is the batch as the log holds it, `offset` its last. */
  readonly refusal?: Refusal;
}

export interface Receipt {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

/**
 * Records of one key go to one partition, in order. Resolves with receipts, in order, once all in-sync replicas have
 * all. Throws `Outage` (each may or may not be stored; repeating is safe), `DataRefused` for a record above the log's
 * limit.
 */
export interface LogWriter {
  append(topic: string, records: readonly LogRecord[]): Promise<Receipt[]>;
}

/** `first <= offset < end`. */
export interface PartitionRange {
  readonly partition: number;
  readonly first: number;
  readonly end: number;
  /** Another one for a topic that was made anew, or lies in another cluster. Left out where the log has no ids. */
  readonly logId?: string | null;
}

/** Throws `Outage`. An unknown topic has no ranges, a partition that can't be read at the moment has none either. */
export interface LogInspector {
  ranges(topic: string): Promise<PartitionRange[]>;
  /** In any process. */
  readers(group: string): Promise<number>;
}

export interface LogBatch {
  readonly topic: string;
  readonly partition: number;
  readonly from: number;
  /** Where the following batch begins: offsets may have gaps (compaction, retention), so not `from + length`. */
  readonly next: number;
  readonly records: readonly StoredRecord[];
}

export interface LogHandler {
  /** For a newly assigned partition, and for one whose log was made anew; `range` is what the log holds now. */
  positionOf(topic: string, range: PartitionRange): Promise<number>;
  /** "lost": another member owns the partition, or the position moved. May take as long as an outage. */
  take(batch: LogBatch, signal: AbortSignal): Promise<"taken" | "lost">;
}

/**
 * Runs until `signal` is aborted; finishes the current batches. A partition's batches are sequential; one whose handler
 * throws is delivered again. Reconnects by itself.
 */
export interface LogReader {
  read(topic: string, group: string, handler: LogHandler, signal: AbortSignal): Promise<void>;
}

/**
 * Reads without a group, from `from` (default: the oldest) to the log's end at the call; in order within a partition.
 * Throws `Outage`.
 */
export interface LogScanner {
  scan(topic: string, from: ReadonlyMap<number, number>): AsyncIterable<readonly StoredRecord[]>;
}
