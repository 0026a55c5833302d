import type {
  LogHandler,
  LogReader,
  LogRecord,
  LogWriter,
  PartitionRange,
  Receipt,
  StoredRecord,
} from "../../application/shared/log.ts";
import { Outage } from "../../application/shared/fault.ts";
import { seedOf } from "../../domain/shared/random.ts";
import type { Network } from "./network.ts";
import type { Process, World } from "./world.ts";

const ENGINE = "Kafka";
const PARTITIONS = 3;
const MAX_BATCH = 4;
/** A member that asked for nothing so long is no member: somebody else has its partitions. */
const SESSION_MS = 2_000;
const IDLE_MS = 100;
const PAUSE_AFTER_ERROR_MS = 200;

interface Topic {
  readonly id: string;
  readonly partitions: readonly StoredRecord[][];
}

interface Member {
  readonly process: Process;
  seenAt: number;
}

/** Kafka's contract on virtual time: partitions, groups, members that lose their partitions, topics made anew. */
export class SimulatedLog {
  readonly #world: World;
  readonly #network: Network;
  readonly #topics = new Map<string, Topic>();
  readonly #groups = new Map<string, Member[]>();
  #topicsMade = 0;
  /** Of topics that were deleted. */
  readonly dropped: StoredRecord[] = [];
  recreated = 0;

  constructor(world: World, network: Network) {
    this.#world = world;
    this.#network = network;
  }

  as(process: Process): LogWriter & LogReader {
    return {
      append: (topic, records) =>
        this.#network.call(process, ENGINE, `append ${records.length} to ${topic}`, () => this.#append(topic, records)),
      read: (topic, group, handler, signal) => this.#read(process, topic, group, handler, signal),
    };
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
    const { partitions } = this.#topic(topic);
    return records.map((record) => {
      const partition = Math.abs(seedOf(record.key ?? "")) % partitions.length;
      const offset = partitions[partition]!.length;
      partitions[partition]!.push({ ...record, topic, partition, offset, at: new Date(this.#world.now) });
      return { topic, partition, offset };
    });
  }

  async #read(process: Process, topic: string, group: string, handler: LogHandler, signal: AbortSignal): Promise<void> {
    const places = new Map<number, { readonly logId: string; readonly next: number }>();
    while (!signal.aborted) {
      await this.#world.turn(process, `polls ${topic}`);
      const mine = this.#assigned(process, group);
      for (const partition of places.keys()) if (!mine.includes(partition)) places.delete(partition);
      let idle = true;
      for (const partition of mine) {
        try {
          if (await this.#step(process, topic, partition, places, handler, signal)) idle = false;
        } catch (error) {
          if (!(error instanceof Outage)) throw error;
          places.delete(partition);
          await this.#world.sleep(process, PAUSE_AFTER_ERROR_MS);
        }
      }
      if (idle) await this.#world.sleep(process, IDLE_MS);
    }
  }

  /** One batch; false if there was none. */
  async #step(
    process: Process,
    topic: string,
    partition: number,
    places: Map<number, { readonly logId: string; readonly next: number }>,
    handler: LogHandler,
    signal: AbortSignal,
  ): Promise<boolean> {
    const fetched = await this.#network.call(process, ENGINE, `fetch ${topic}/${partition}`, () => {
      const { id, partitions } = this.#topic(topic);
      return { id, end: partitions[partition]!.length, records: [...partitions[partition]!] };
    });
    const known = places.get(partition);
    const from = known?.logId === fetched.id
      ? known.next
      : await handler.positionOf(topic, { partition, first: 0, end: fetched.end, logId: fetched.id });
    places.set(partition, { logId: fetched.id, next: from });
    const records = fetched.records.slice(from, from + MAX_BATCH);
    if (records.length === 0) return false;
    const next = from + records.length;
    const outcome = await handler.take({ topic, partition, from, next, records }, signal);
    if (outcome === "lost") places.delete(partition);
    else places.set(partition, { logId: fetched.id, next });
    return true;
  }

  #assigned(process: Process, group: string): number[] {
    const now = this.#world.now;
    const others = (this.#groups.get(group) ?? []).filter((member) =>
      member.process !== process && member.process.isAlive && now - member.seenAt < SESSION_MS
    );
    const members = [...others, { process, seenAt: now }].sort((a, b) => a.process.name < b.process.name ? -1 : 1);
    this.#groups.set(group, members);
    const nth = members.findIndex((member) => member.process === process);
    return Array.from({ length: PARTITIONS }, (_, partition) => partition)
      .filter((partition) => partition % members.length === nth);
  }

  #topic(name: string): Topic {
    const known = this.#topics.get(name);
    if (known) return known;
    const partitions = Array.from({ length: PARTITIONS }, (): StoredRecord[] => []);
    const made = { id: `cluster/${name}-${++this.#topicsMade}`, partitions };
    this.#topics.set(name, made);
    return made;
  }
}
