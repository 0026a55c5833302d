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
} from "../../application/shared/log.ts";
import { DataRefused, Outage, StoreMismatch } from "../../application/shared/fault.ts";
import { type Random, seedOf, wholeBetween } from "../../domain/shared/random.ts";
import type { Network } from "./network.ts";
import type { Process, World } from "./world.ts";

const ENGINE = "Kafka";
const PARTITIONS = 3;
/** A member that asked for nothing so long is no member: somebody else has its partitions. */
const SESSION_MS = 2_000;
const IDLE_MS = 100;
const PAUSE_AFTER_ERROR_MS = 200;

interface Topic {
  readonly id: string;
  readonly partitions: readonly (StoredRecord & { readonly shownAt: number })[][];
}

interface Member {
  readonly process: Process;
  seenAt: number;
}

interface Place {
  readonly logId: string;
  readonly next: number;
}

interface Options {
  /** Records of a batch at most. */
  readonly batch?: number;
  /** A record shows to readers so much later at most, and those of another partition at another time. */
  readonly latestMs?: number;
  /** Refused when it is appended. */
  readonly refuses?: (topic: string, record: LogRecord) => boolean;
  /** What a reader's handler may throw to have its batch again; anything else is a fault of the program. */
  readonly isRetried?: (error: unknown) => boolean;
}

/** Kafka's contract on virtual time: partitions, groups, members that lose their partitions, topics made anew. */
export class SimulatedLog {
  readonly #world: World;
  readonly #network: Network;
  readonly #options: Required<Options>;
  readonly #topics = new Map<string, Topic>();
  readonly #groups = new Map<string, Member[]>();
  #topicsMade = 0;
  /** Of topics that were deleted. */
  readonly dropped: StoredRecord[] = [];
  recreated = 0;

  constructor(world: World, network: Network, options: Options = {}) {
    this.#world = world;
    this.#network = network;
    this.#options = { batch: 4, latestMs: 0, refuses: () => false, isRetried: isOfTheStore, ...options };
  }

  as(process: Process): LogWriter & LogReader & LogInspector & LogScanner {
    const call = <T>(what: string, work: () => T) => this.#network.call(process, ENGINE, what, work);
    return {
      append: (topic, records) => call(`append ${records.length} to ${topic}`, () => this.#append(topic, records)),
      read: (topic, group, handler, signal) => this.#read(process, { topic, group }, handler, signal),
      ranges: (topic) => call(`ranges of ${topic}`, () => this.#topics.has(topic) ? this.ranges(topic) : []),
      readers: (group) => call(`readers of ${group}`, () => this.#membersOf(group).length),
      scan: (topic, from) => this.#scan(process, topic, from),
    };
  }

  create(topic: string): void {
    this.#topic(topic);
  }

  recreate(topic: string): void {
    this.recreated++;
    this.dropped.push(...this.records(topic));
    this.#topics.delete(topic);
  }

  records(topic: string): StoredRecord[] {
    return this.#topics.get(topic)?.partitions.flat() ?? [];
  }

  ranges(topic: string): PartitionRange[] {
    const { id, partitions } = this.#topic(topic);
    return partitions.map(({ length }, partition) => ({ partition, first: 0, end: length, logId: id }));
  }

  #append(topic: string, records: readonly LogRecord[]): Receipt[] {
    const { refuses, latestMs } = this.#options;
    if (records.some((record) => refuses(topic, record))) {
      throw new DataRefused("INVALID_RECORD", new Error("a record that this topic does not take"));
    }
    const { partitions } = this.#topic(topic);
    return records.map((record) => {
      const partition = Math.abs(seedOf(record.key ?? "")) % partitions.length;
      const offset = partitions[partition]!.length;
      const { now, random } = this.#world;
      const shownAt = now + (latestMs > 0 ? wholeBetween(random, 0, latestMs) : 0);
      partitions[partition]!.push({ ...record, topic, partition, offset, at: new Date(now), shownAt });
      return { topic, partition, offset };
    });
  }

  async #read(
    process: Process,
    { topic, group }: { readonly topic: string; readonly group: string },
    handler: LogHandler,
    signal: AbortSignal,
  ): Promise<void> {
    const places = new Map<number, Place>();
    try {
      while (!signal.aborted) {
        let isIdle = true;
        try {
          const mine = this.#assigned(process, group);
          for (const partition of places.keys()) if (!mine.includes(partition)) places.delete(partition);
          const fetched = await this.#network.call(process, ENGINE, `fetch ${topic}`, () => this.#shown(topic));
          for (const partition of shuffled(mine, this.#world.random)) {
            if (signal.aborted) return;
            try {
              const isTaken = await this.#step({ topic, partition, ...fetched(partition) }, places, handler, signal);
              if (isTaken) isIdle = false;
            } catch (error) {
              places.delete(partition);
              throw error;
            }
          }
        } catch (error) {
          if (signal.aborted) return;
          if (!this.#options.isRetried(error)) throw error;
          await this.#world.sleep(process, PAUSE_AFTER_ERROR_MS);
          isIdle = false;
        }
        if (isIdle) await this.#world.sleep(process, IDLE_MS);
      }
    } finally {
      this.#groups.set(group, this.#membersOf(group).filter((member) => member.process !== process));
    }
  }

  #shown(topic: string) {
    const { id, partitions } = this.#topic(topic);
    const { now } = this.#world;
    const records = partitions.map((all) => {
      const hidden = all.findIndex(({ shownAt }) => shownAt > now);
      return hidden < 0 ? [...all] : all.slice(0, hidden);
    });
    return (partition: number) => ({ logId: id, records: records[partition]! });
  }

  /** One batch; false if there was none. */
  async #step(
    { topic, partition, logId, records: all }: {
      readonly topic: string;
      readonly partition: number;
      readonly logId: string;
      readonly records: readonly StoredRecord[];
    },
    places: Map<number, Place>,
    handler: LogHandler,
    signal: AbortSignal,
  ): Promise<boolean> {
    const known = places.get(partition);
    const from = known?.logId === logId
      ? known.next
      : await handler.positionOf(topic, { partition, first: 0, end: all.length, logId });
    places.set(partition, { logId, next: from });
    const records = all.slice(from, from + this.#options.batch);
    if (records.length === 0) return false;
    const next = from + records.length;
    const outcome = await handler.take({ topic, partition, from, next, records }, signal);
    if (outcome === "lost") places.delete(partition);
    else places.set(partition, { logId, next });
    return true;
  }

  async *#scan(process: Process, topic: string, from: ReadonlyMap<number, number>) {
    const all = await this.#network.call(
      process,
      ENGINE,
      `scan ${topic}`,
      () => (this.#topics.get(topic)?.partitions ?? []).map((records) => [...records]),
    );
    for (const [partition, records] of all.entries()) {
      const left = records.slice(from.get(partition) ?? 0);
      for (let start = 0; start < left.length; start += this.#options.batch) {
        yield left.slice(start, start + this.#options.batch) as readonly StoredRecord[];
      }
    }
  }

  #assigned(process: Process, group: string): number[] {
    const others = this.#membersOf(group).filter((member) => member.process !== process);
    const members = [...others, { process, seenAt: this.#world.now }]
      .sort((a, b) => a.process.name < b.process.name ? -1 : 1);
    this.#groups.set(group, members);
    const nth = members.findIndex((member) => member.process === process);
    return Array.from({ length: PARTITIONS }, (_, partition) => partition)
      .filter((partition) => partition % members.length === nth);
  }

  #membersOf(group: string): Member[] {
    return (this.#groups.get(group) ?? [])
      .filter(({ process, seenAt }) => process.isAlive && this.#world.now - seenAt < SESSION_MS);
  }

  #topic(name: string): Topic {
    const known = this.#topics.get(name);
    if (known) return known;
    const made = {
      id: `cluster/${name}-${++this.#topicsMade}`,
      partitions: Array.from({ length: PARTITIONS }, () => []),
    };
    this.#topics.set(name, made);
    return made;
  }
}

function isOfTheStore(error: unknown): boolean {
  return error instanceof Outage || error instanceof StoreMismatch;
}

function shuffled<T>(all: readonly T[], random: Random): T[] {
  return all.map((each) => ({ each, at: random() })).sort((a, b) => a.at - b.at).map(({ each }) => each);
}
