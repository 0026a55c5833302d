/** Headers and bytes as stored in the log. `value` is `null` for a tombstone. */
export interface LogRecord {
  readonly key: string | null;
  readonly value: Uint8Array | null;
  readonly headers: Readonly<Record<string, string>>;
}

/** `at` is the log's append time. */
export interface StoredRecord extends LogRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly at: Date;
}

export interface Receipt {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

/**
 * Appends to an ordered, partitioned, durable log.
 *
 * `append` resolves once all in-sync replicas have acknowledged every record; receipts are in the order of `records`.
 * Throws `Outage` otherwise: each record may or may not be in the log, and appending again is safe because readers
 * store by key. Throws `DataRefused` for a record larger than the log's limit. Records of one key go to one partition,
 * in the given order.
 */
export interface LogWriter {
  append(topic: string, records: readonly LogRecord[]): Promise<Receipt[]>;
}

/** Offsets of a partition: `first <= offset < end`. */
export interface PartitionRange {
  readonly partition: number;
  readonly first: number;
  readonly end: number;
}

/** Throws `Outage`. An unknown topic has no ranges. */
export interface LogInspector {
  ranges(topic: string): Promise<PartitionRange[]>;
  /** Members of a group that are reading now, in any process. */
  readers(group: string): Promise<number>;
}

/** Consecutive records of one partition. `next` is where the following batch begins. */
export interface LogBatch {
  readonly topic: string;
  readonly partition: number;
  readonly from: number;
  /** The offset after the last record. Offsets may have gaps (compaction, retention), so it is not `from + length`. */
  readonly next: number;
  readonly records: readonly StoredRecord[];
}

export interface LogHandler {
  /** Returns where to begin in a newly assigned partition. `range` is what the log holds now. */
  positionOf(topic: string, range: PartitionRange): Promise<number>;
  /**
   * Processes one batch. "taken": continue after it. "lost": another member owns the partition, or the position moved:
   * call `positionOf` before the next batch. May take as long as an outage; membership is kept alive.
   */
  take(batch: LogBatch, signal: AbortSignal): Promise<"taken" | "lost">;
}

/**
 * A member of a consumer group.
 *
 * `read` runs until `signal` is aborted, then finishes the current batches, leaves the group and resolves. A
 * partition's batches are sequential and begin at the position that the handler returned or last took. Reconnects by
 * itself; after an error of the handler it delivers the same batch again after a pause.
 */
export interface LogReader {
  read(topic: string, group: string, handler: LogHandler, signal: AbortSignal): Promise<void>;
}

/**
 * Reads a topic's current contents without a group.
 *
 * `from` is each partition's first offset (default: the oldest). Batches of one partition are in order; ends at the
 * log's end at the time of the call. Throws `Outage`.
 */
export interface LogScanner {
  scan(topic: string, from: ReadonlyMap<number, number>): AsyncIterable<readonly StoredRecord[]>;
}
