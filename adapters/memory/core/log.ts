import { seedOf } from "../../../domain/shared/random.ts";
import { Outage } from "../../../application/shared/fault.ts";
import type {
  LogHandler,
  LogInspector,
  LogReader,
  LogRecord,
  LogScanner,
  LogWriter,
  PartitionRange,
  Receipt,
  StoredRecord,
} from "../../../application/shared/log.ts";

interface MemoryLogOptions {
  readonly now: () => Date;
  readonly partitions?: number;
  /** Records retained a partition; unread ones always are. */
  readonly keep?: number;
  /** Receives appends before they are acknowledged. */
  readonly journal?: LogJournal;
  /** Default: a new one. */
  readonly id?: string;
}

export interface LogJournal {
  /** Resolves when these and all earlier records are persisted; those of a failed call stay due. */
  append(records: readonly StoredRecord[]): Promise<void>;
}

/** Can leave out what was removed. */
export interface CompactableJournal extends LogJournal {
  /** Resolves when what the owner no longer holds is in no file. */
  compact(): Promise<void>;
}

interface Partition {
  first: number;
  records: StoredRecord[];
  /** Later records are not persisted, and so not visible. */
  end: number;
  readonly taken: Map<string, number>;
}

interface Member {
  readonly partitions: Set<number>;
  wake: PromiseWithResolvers<void>;
}

const MAX_BATCH = 2_000;
const PAUSE_AFTER_ERROR_MS = 200;

/** Kafka's contract in one process, with partitions, groups and rebalancing. */
export class MemoryLog implements LogWriter, LogReader, LogInspector, LogScanner {
  readonly #options: Required<Omit<MemoryLogOptions, "journal">> & Pick<MemoryLogOptions, "journal">;
  readonly #topics = new Map<string, Partition[]>();
  readonly #groups = new Map<string, Set<Member>>();
  /** Handed to the journal and not acknowledged yet, oldest first. */
  readonly #due: { readonly partition: Partition; readonly end: number }[] = [];
  #given = 0;

  constructor(options: MemoryLogOptions) {
    this.#options = { partitions: 3, keep: 10_000, id: crypto.randomUUID(), ...options };
  }

  async append(topic: string, records: readonly LogRecord[]): Promise<Receipt[]> {
    const partitions = this.#partitions(topic);
    const stored = records.map((record): StoredRecord => {
      const index = partitionOf(record.key, partitions.length);
      const partition = partitions[index]!;
      const offset = partition.first + partition.records.length;
      const placed = { ...record, topic, partition: index, offset, at: this.#options.now() };
      partition.records.push(placed);
      this.#due.push({ partition, end: offset + 1 });
      return placed;
    });
    const upTo = this.#given += stored.length;
    await this.#keep(stored);
    this.#show(upTo);
    for (const group of this.#groups.values()) for (const member of group) member.wake.resolve();
    return stored.map(({ topic, partition, offset }) => ({ topic, partition, offset }));
  }

  /** In order, before any append or read. */
  restore(records: readonly StoredRecord[]): void {
    for (const record of records) {
      const partition = this.#partitions(record.topic)[record.partition]!;
      if (partition.records.length === 0) partition.first = record.offset;
      // A journal compacted during an append contains records twice.
      if (record.offset >= partition.first + partition.records.length) partition.records.push(record);
      partition.end = partition.first + partition.records.length;
    }
  }

  records(): StoredRecord[] {
    return [...this.#topics.values()].flat().flatMap(({ records }) => records);
  }

  /** Before this offset every group has read what the key's partition holds; infinite where nobody reads. */
  readUpTo(topic: string, key: string): number {
    const partitions = this.#topics.get(topic) ?? [];
    return Math.min(...partitions[partitionOf(key, partitions.length)]?.taken.values() ?? []);
  }

  /** Those of the key before an offset; returns their number. Compact the journal afterwards. */
  blank(topic: string, key: string, before: number = Infinity): number {
    let blanked = 0;
    for (const { records } of this.#topics.get(topic) ?? []) {
      for (const [nth, record] of records.entries()) {
        if (record.key !== key || record.offset >= before) continue;
        records[nth] = { ...record, key: null, value: null, headers: {} };
        blanked++;
      }
    }
    return blanked;
  }

  ranges(topic: string): Promise<PartitionRange[]> {
    const logId = this.#options.id;
    return Promise.resolve(
      (this.#topics.get(topic) ?? []).map(({ first, end }, partition) => ({ partition, first, end, logId })),
    );
  }

  readers(group: string): Promise<number> {
    return Promise.resolve(this.#groups.get(group)?.size ?? 0);
  }

  async *scan(topic: string, from: ReadonlyMap<number, number>): AsyncGenerator<StoredRecord[]> {
    const wanted = (this.#topics.get(topic) ?? []).map(({ first, end, records }, partition) =>
      records.slice(Math.max(0, (from.get(partition) ?? first) - first), end - first)
    );
    for (const records of wanted) if (records.length > 0) yield await Promise.resolve(records);
  }

  async read(topic: string, group: string, handler: LogHandler, signal: AbortSignal): Promise<void> {
    const member: Member = { partitions: new Set(), wake: Promise.withResolvers() };
    const members = this.#groups.get(group) ?? new Set();
    this.#groups.set(group, members.add(member));
    const onAbort = () => member.wake.resolve();
    signal.addEventListener("abort", onAbort, { once: true });
    this.#rebalance(topic, members);
    const places = new Map<number, number>();
    while (!signal.aborted) {
      member.wake = Promise.withResolvers();
      let idle = true;
      for (const partition of places.keys()) if (!member.partitions.has(partition)) places.delete(partition);
      for (const partition of [...member.partitions]) {
        if (signal.aborted || !member.partitions.has(partition)) continue;
        if (await this.#step(topic, group, partition, places, handler, signal)) idle = false;
      }
      if (idle && !signal.aborted) await member.wake.promise;
    }
    signal.removeEventListener("abort", onAbort);
    members.delete(member);
    this.#rebalance(topic, members);
  }

  /** The journal has the first `given` due records, also of earlier failed calls. */
  #show(given: number): void {
    const kept = this.#due.length - (this.#given - given);
    if (kept > 0) { for (const { partition, end } of this.#due.splice(0, kept)) partition.end = end; }
  }

  async #keep(records: readonly StoredRecord[]): Promise<void> {
    try {
      await this.#options.journal?.append(records);
    } catch (error) {
      throw new Outage("the log's journal", error);
    }
  }

  /** One batch; false if there was none. */
  async #step(
    topic: string,
    group: string,
    index: number,
    places: Map<number, number>,
    handler: LogHandler,
    signal: AbortSignal,
  ): Promise<boolean> {
    const partition = this.#partitions(topic)[index]!;
    try {
      const range = { partition: index, first: partition.first, end: partition.end };
      const from = places.get(index) ?? await handler.positionOf(topic, range);
      places.set(index, from);
      if (!partition.taken.has(group)) partition.taken.set(group, from);
      const start = Math.max(0, from - partition.first);
      const records = partition.records.slice(start, Math.min(start + MAX_BATCH, partition.end - partition.first));
      if (records.length === 0) return false;
      const next = records.at(-1)!.offset + 1;
      const outcome = await handler.take({ topic, partition: index, from, next, records }, signal);
      if (outcome === "lost") {
        places.delete(index);
        return true;
      }
      places.set(index, next);
      partition.taken.set(group, next);
      this.#forget(partition);
    } catch {
      // The same batch is delivered again.
      if (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, PAUSE_AFTER_ERROR_MS));
    }
    return true;
  }

  /** Round robin like Kafka's default assignor. */
  #rebalance(topic: string, members: Set<Member>): void {
    const all = [...members];
    const count = this.#partitions(topic).length;
    for (const [nth, member] of all.entries()) {
      member.partitions.clear();
      for (let partition = nth; partition < count; partition += all.length) member.partitions.add(partition);
      member.wake.resolve();
    }
  }

  #forget(partition: Partition): void {
    const readByAll = Math.min(...partition.taken.values());
    const surplus = Math.min(readByAll - partition.first, partition.records.length - this.#options.keep);
    // In large steps: each one copies the rest.
    if (surplus < this.#options.keep / 2) return;
    partition.records = partition.records.slice(surplus);
    partition.first += surplus;
  }

  #partitions(topic: string): Partition[] {
    let partitions = this.#topics.get(topic);
    if (!partitions) {
      partitions = Array.from(
        { length: this.#options.partitions },
        () => ({ first: 0, records: [], end: 0, taken: new Map() }),
      );
      this.#topics.set(topic, partitions);
    }
    return partitions;
  }
}

function partitionOf(key: string | null, partitions: number): number {
  return Math.abs(seedOf(key ?? "")) % partitions;
}
