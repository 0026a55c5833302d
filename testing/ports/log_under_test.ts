import { assert } from "@std/assert";
import type {
  LogBatch,
  LogHandler,
  LogInspector,
  LogReader,
  LogRecord,
  LogScanner,
  LogWriter,
  PartitionRange,
  StoredRecord,
} from "../../application/shared/log.ts";

/** A log, for its contract suite. */
export interface LogUnderTest extends AsyncDisposable {
  readonly writer: LogWriter;
  readonly inspector: LogInspector;
  readonly scanner: LogScanner;
  /** A reader as another process has one. */
  newReader(): LogReader;
  /** Creates a unique topic of three partitions. */
  newTopic(): Promise<string>;
  newGroup(): string;
}

export const PARTITIONS = 3;
/** Far longer than any case takes. */
const GIVE_UP_MS = 60_000;

/** Records with different keys, which spreads them over the partitions. */
export function records(count: number, of = "record"): LogRecord[] {
  return Array.from({ length: count }, (_, n) => ({
    key: `${of}-${n % 20}`,
    value: new TextEncoder().encode(`${of} ${n}`),
    headers: { nth: String(n) },
  }));
}

export function textOf({ value }: LogRecord): string {
  return new TextDecoder().decode(value ?? new Uint8Array());
}

/** A handler that stores records and position together, and accepts only batches that begin at its position. */
export class Shelf implements LogHandler {
  readonly positions = new Map<number, number>();
  readonly taken: StoredRecord[] = [];
  readonly batches: LogBatch[] = [];
  readonly asked: PartitionRange[] = [];
  #watchers: (() => void)[] = [];

  positionOf(_topic: string, range: PartitionRange): Promise<number> {
    this.asked.push(range);
    this.#changed();
    const position = this.positions.get(range.partition) ?? range.first;
    this.positions.set(range.partition, position);
    return Promise.resolve(position);
  }

  take(batch: LogBatch, _signal: AbortSignal): Promise<"taken" | "lost"> {
    return Promise.resolve(this.store(batch));
  }

  store(batch: LogBatch): "taken" | "lost" {
    if (this.positions.get(batch.partition) !== batch.from) return "lost";
    this.positions.set(batch.partition, batch.next);
    this.batches.push(batch);
    this.taken.push(...batch.records);
    this.#changed();
    return "taken";
  }

  /** Resolves when `holds` returns true. */
  async until(what: string, holds: () => boolean): Promise<void> {
    const deadline = Promise.withResolvers<void>();
    const timer = setTimeout(() => deadline.reject(new Error(`timed out waiting for ${what}`)), GIVE_UP_MS);
    try {
      while (!holds()) {
        const change = Promise.withResolvers<void>();
        this.#watchers.push(change.resolve);
        await Promise.race([change.promise, deadline.promise]);
      }
    } finally {
      clearTimeout(timer);
      // Other callers wait for the next change.
      deadline.promise.catch(() => {});
    }
  }

  untilTaken(count: number): Promise<void> {
    return this.until(`${count} records, ${this.taken.length} are there`, () => this.taken.length >= count);
  }

  /** Asserts consecutive batches, each record at its offset, none twice. */
  assertConsecutive(): void {
    const ends = new Map<number, number>();
    for (const { partition, from, next, records } of this.batches) {
      assert(from === (ends.get(partition) ?? from), `batch of ${partition} begins at ${from}`);
      assert(records.every(({ offset }) => offset >= from && offset < next), `records of ${from} to ${next}`);
      assert(records.every(({ offset }, n) => n === 0 || records[n - 1]!.offset < offset), "records in order");
      ends.set(partition, next);
    }
  }

  #changed(): void {
    this.#watchers.splice(0).forEach((wake) => wake());
  }
}

/** A running reader. */
export class Reading {
  readonly #stop = new AbortController();
  readonly ended: Promise<void>;

  constructor(reader: LogReader, topic: string, group: string, handler: LogHandler) {
    this.ended = reader.read(topic, group, handler, this.#stop.signal);
  }

  abort(): void {
    this.#stop.abort();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.abort();
    await this.ended;
  }
}
