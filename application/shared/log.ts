/** Headers and bytes as they stand in the log. `value` is `null` for a tombstone. */
export interface LogRecord {
  readonly key: string | null;
  readonly value: Uint8Array | null;
  readonly headers: Readonly<Record<string, string>>;
}

/** A record read back, with its place. `at` is when the log took it. */
export interface StoredRecord extends LogRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly at: Date;
}

/** Where the log put a record. */
export interface Receipt {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

/**
 * An ordered, partitioned, durable log that is written to.
 *
 * `append` resolves when every record is acknowledged by all in-sync replicas; receipts stand in the order of `records`.
 * It throws `Outage` when that can't be had: then each record may or may not be in the log, and appending it again is
 * safe for readers, because what they store is keyed. It throws `DataRefused` for a record larger than the log takes.
 * Records of one key land in one partition, in the order given.
 */
export interface LogWriter {
  append(topic: string, records: readonly LogRecord[]): Promise<Receipt[]>;
}

/** The offsets a partition holds: `first <= offset < end`. */
export interface PartitionRange {
  readonly partition: number;
  readonly first: number;
  readonly end: number;
}

/** What the log knows of itself. Throws `Outage`. An unknown topic has no ranges. */
export interface LogInspector {
  ranges(topic: string): Promise<PartitionRange[]>;
  /** Members of a group that are reading right now, in any process. */
  readers(group: string): Promise<number>;
}

/** Consecutive records of one partition. `next` is where the following batch begins. */
export interface LogBatch {
  readonly topic: string;
  readonly partition: number;
  /** Where reading stood: the offset that the last batch, or the stored position, ended at. */
  readonly from: number;
  /** The offset after the last record. Offsets may have gaps (compaction, retention), so it is not `from + length`. */
  readonly next: number;
  readonly records: readonly StoredRecord[];
}

export interface LogHandler {
  /** Where to begin in a partition that was just assigned. `range` is what the log holds at this moment. */
  positionOf(topic: string, range: PartitionRange): Promise<number>;
  /**
   * Takes one batch. "taken": go on behind it. "lost": somebody else owns the partition now, or the position moved:
   * ask `positionOf` again before the next batch. It may take as long as an outage lasts; membership is kept alive.
   */
  take(batch: LogBatch, signal: AbortSignal): Promise<"taken" | "lost">;
}

/**
 * A member of a group of readers, sharing a topic's partitions with the group's other members.
 *
 * `read` runs until `signal` is aborted, then lets the batches in hand finish, leaves the group and resolves. Each
 * partition's batches come one after the other and begin at exactly the position the handler gave or last took.
 * A lost connection is mended inside; a handler that throws gets the same batch again after a pause.
 */
export interface LogReader {
  read(topic: string, group: string, handler: LogHandler, signal: AbortSignal): Promise<void>;
}

/**
 * Reads what a topic holds now, without belonging to any group.
 *
 * `from` gives each partition's first wanted offset (missing: the oldest). Batches of one partition come in order; the
 * iteration ends at what was the end when it began. Throws `Outage`.
 */
export interface LogScanner {
  scan(topic: string, from: ReadonlyMap<number, number>): AsyncIterable<readonly StoredRecord[]>;
}
