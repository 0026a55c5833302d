import type { Consumer, EachBatchPayload, Kafka } from "kafkajs";
import pRetry from "p-retry";
import type { LogBatch, LogHandler, LogInspector, LogReader } from "../../../application/shared/log.ts";
import { sleep } from "../../system/sleep.ts";
import { withTimeout } from "../../system/with_timeout.ts";
import { type Filtered, onFiltered } from "./on_filtered.ts";
import { toArrivedRecord } from "./stored_record.ts";

interface KafkaReaderOptions {
  readonly inspector: LogInspector;
  readonly onError: (error: unknown, what: string) => void;
  /** How long a dead member keeps its partitions. */
  readonly sessionTimeoutMs?: number;
}

/** The brokers' default minimum; until a dead member is detected, every rebalance of the group waits. */
const SESSION_TIMEOUT_MS = 6_000;
const HEARTBEAT_MS = 1_500;
const RESTART_PAUSE_MS = 1_000;
/** About 5,000 orders with their headers: one transaction's worth. */
const MAX_BYTES_PER_PARTITION = 4_200_000;
const COMMIT_EVERY_MS = 1_000;
const POSITION_ATTEMPTS = 5;
const POSITION_PAUSE_MS = 1_000;
/** A topic that is made anew under a reader shows in no answer of the brokers but in its id. */
const LOOK_AT_LOG_MS = 3_000;

interface Place {
  next: number;
  /** Of the log when the position was asked for. */
  readonly first: number;
  readonly logId: string | null;
  /** Fetched after a seek: records that start later than `next` mean a gap in the log. */
  sought: boolean;
  committedAt: number;
}

type Places = Map<number, Promise<Place>>;

/**
 * Takes positions from the handler; offsets committed to Kafka only serve lag displays. After a rebalance kafkajs
 * begins elsewhere, so a batch that does not fit the known position is dropped and its partition sought again.
 */
export class KafkaLogReader implements LogReader {
  readonly #kafka: Kafka;
  readonly #options: KafkaReaderOptions;

  constructor(kafka: Kafka, options: KafkaReaderOptions) {
    this.#kafka = kafka;
    this.#options = options;
  }

  async read(topic: string, group: string, handler: LogHandler, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.#session(topic, group, handler, signal);
      } catch (error) {
        if (!signal.aborted) this.#options.onError(error, `reading ${topic}`);
      }
      // kafkajs stops after some faults, such as "not found in the cached metadata".
      await sleep(RESTART_PAUSE_MS, signal);
    }
  }

  async #session(topic: string, group: string, handler: LogHandler, signal: AbortSignal): Promise<void> {
    const consumer = this.#kafka.consumer({
      groupId: group,
      sessionTimeout: this.#options.sessionTimeoutMs ?? SESSION_TIMEOUT_MS,
      rebalanceTimeout: 15_000,
      heartbeatInterval: HEARTBEAT_MS,
      maxBytesPerPartition: MAX_BYTES_PER_PARTITION,
      maxWaitTimeInMs: 200,
      metadataMaxAge: 30_000,
      allowAutoTopicCreation: false,
      retry: { retries: 5, initialRetryTime: 200, maxRetryTime: 2_000, restartOnFailure: () => Promise.resolve(false) },
    });
    const places: Places = new Map();
    const seek = (partition: number) => this.#seek(consumer, topic, partition, handler, signal);
    const crashed = Promise.withResolvers<never>();
    crashed.promise.catch(() => {});
    consumer.on(consumer.events.CRASH, ({ payload }) => crashed.reject(payload.error));
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      places.clear();
      for (const partition of payload.memberAssignment[topic] ?? []) places.set(partition, seek(partition));
    });
    onFiltered(consumer, (filtered) => this.#skip(topic, filtered, places, handler, signal));
    const stopped = Promise.withResolvers<void>();
    const looking = new AbortController();
    const looks = this.#lookAtLog(topic, places, seek, AbortSignal.any([signal, looking.signal]));
    const onAbort = () => stopped.resolve();
    signal.addEventListener("abort", onAbort, { once: true });
    try {
      // Connecting takes up to 20 s; an abort does not wait.
      const connecting = consumer.connect();
      await Promise.race([connecting, stopped.promise]);
      if (signal.aborted) {
        connecting.then(() => consumer.disconnect()).catch(() => {});
        return;
      }
      await consumer.subscribe({ topic, fromBeginning: true });
      await consumer.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: 3,
        eachBatch: (payload) => this.#eachBatch(consumer, payload, places, handler, signal),
      });
      if (signal.aborted) stopped.resolve();
      await Promise.race([stopped.promise, crashed.promise]);
    } finally {
      signal.removeEventListener("abort", onAbort);
      looking.abort();
      await withTimeout(RESTART_PAUSE_MS, looks).catch(() => {});
      await consumer.disconnect().catch(() => {});
    }
  }

  /** With retries: after a failover the new leader may not know its end yet. The next batch repeats a failed one. */
  #seek(
    consumer: Consumer,
    topic: string,
    partition: number,
    handler: LogHandler,
    signal: AbortSignal,
  ): Promise<Place> {
    const place = pRetry(async () => {
      const ranges = await this.#options.inspector.ranges(topic);
      const range = ranges.find((range) => range.partition === partition);
      if (!range) throw new Error(`Cannot read ${topic}: it has no partition ${partition}`);
      const next = await handler.positionOf(topic, range);
      consumer.seek({ topic, partition, offset: String(next) });
      return { next, first: range.first, logId: range.logId ?? null, sought: true, committedAt: 0 };
    }, { retries: POSITION_ATTEMPTS - 1, minTimeout: POSITION_PAUSE_MS, factor: 1, signal });
    place.catch(() => {});
    return place;
  }

  async #eachBatch(
    consumer: Consumer,
    { batch, isStale, isRunning, heartbeat, resolveOffset }: EachBatchPayload,
    places: Places,
    handler: LogHandler,
    signal: AbortSignal,
  ): Promise<void> {
    const { topic, partition } = batch;
    const known = places.get(partition);
    const asked = known ?? this.#seek(consumer, topic, partition, handler, signal);
    places.set(partition, asked);
    const place = await this.#keepingMembership(heartbeat, signal, () => asked).catch((error) => {
      places.delete(partition);
      throw error;
    });
    // The batch was fetched before the last seek.
    if (!known || isStale() || !isRunning()) return;
    const records = batch.messages
      .filter((message) => Number(message.offset) >= place.next)
      .map((message) => toArrivedRecord(topic, partition, message));
    const first = records[0]?.offset;
    if (first === undefined || (first > place.next && !place.sought)) {
      place.sought = true;
      consumer.seek({ topic, partition, offset: String(place.next) });
      return;
    }
    // What expired is the handler's to report; other gaps are of transactions and compaction.
    if (first > place.next && await this.#expiredSince(topic, partition, place)) {
      places.set(partition, this.#seek(consumer, topic, partition, handler, signal));
      return;
    }
    const next = Number(batch.lastOffset()) + 1;
    const taken: LogBatch = { topic, partition, from: place.next, next, records };
    const outcome = await this.#keepingMembership(heartbeat, signal, (signal) => handler.take(taken, signal));
    if (outcome === "lost") {
      places.delete(partition);
      return;
    }
    Object.assign(place, { next, sought: false });
    resolveOffset(batch.lastOffset());
    await this.#showProgress(consumer, topic, partition, place);
  }

  /** Stored as a step without records, so that nothing seems to wait behind the end of a transaction. */
  #skip(topic: string, { partition, from, next }: Filtered, places: Places, handler: LogHandler, signal: AbortSignal) {
    const known = places.get(partition);
    if (!known) return;
    const skipped = known.then(async (place) => {
      if (from > place.next || next <= place.next) return place;
      const outcome = await handler.take({ topic, partition, from: place.next, next, records: [] }, signal);
      if (outcome === "lost") throw new Error(`Cannot skip to ${next}: the partition has moved`);
      return Object.assign(place, { next, sought: false });
    });
    places.set(partition, skipped);
    skipped.catch(() => places.get(partition) === skipped && places.delete(partition));
  }

  async #expiredSince(topic: string, partition: number, place: Place): Promise<boolean> {
    const { next, first, logId } = place;
    const range = (await this.#options.inspector.ranges(topic)).find((range) => range.partition === partition);
    return range !== undefined && (range.first > Math.max(next, first) || (range.logId ?? null) !== logId);
  }

  /** Positions in a log that is no more are sought again in the one that replaced it. */
  async #lookAtLog(
    topic: string,
    places: Places,
    seek: (partition: number) => Promise<Place>,
    signal: AbortSignal,
  ): Promise<void> {
    for (;;) {
      await sleep(LOOK_AT_LOG_MS, signal);
      if (signal.aborted) return;
      // The reading itself reports outages.
      for (const { partition, logId = null } of await this.#options.inspector.ranges(topic).catch(() => [])) {
        const known = places.get(partition);
        const place = await known?.catch(() => undefined);
        if (place && place.logId !== logId && places.get(partition) === known) places.set(partition, seek(partition));
      }
    }
  }

  /** Sends heartbeats while `work` runs and aborts it on a rebalance, which would remove a member that waits. */
  async #keepingMembership<T>(
    heartbeat: () => Promise<void>,
    signal: AbortSignal,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const rebalancing = new AbortController();
    const timer = setInterval(() => heartbeat().catch((error) => rebalancing.abort(error)), HEARTBEAT_MS);
    try {
      return await work(AbortSignal.any([signal, rebalancing.signal]));
    } finally {
      clearInterval(timer);
    }
  }

  /** For lag displays; failures are ignored. */
  async #showProgress(consumer: Consumer, topic: string, partition: number, place: Place): Promise<void> {
    if (performance.now() - place.committedAt < COMMIT_EVERY_MS) return;
    place.committedAt = performance.now();
    await consumer.commitOffsets([{ topic, partition, offset: String(place.next) }]).catch(() => {});
  }
}
