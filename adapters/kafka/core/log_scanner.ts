import kafkajs, { type Kafka } from "kafkajs";
import { Outage } from "../../../application/shared/fault.ts";
import type { LogInspector, LogScanner, StoredRecord } from "../../../application/shared/log.ts";
import { onFiltered } from "./on_filtered.ts";
import { toStoredRecord } from "./stored_record.ts";

/** kafkajs joins again by itself after an answer such as "the coordinator is loading", which a new broker gives. */
const MOST_RESTARTS = 20;

/** kafkajs has no plain fetch: a temporary group seeks, leaves at the ends as of the beginning, and is deleted. */
export class KafkaLogScanner implements LogScanner {
  readonly #kafka: Kafka;
  readonly #inspector: LogInspector;
  readonly #newGroup: () => string;

  constructor(kafka: Kafka, inspector: LogInspector, newGroup: () => string) {
    this.#kafka = kafka;
    this.#inspector = inspector;
    this.#newGroup = newGroup;
  }

  async *scan(topic: string, from: ReadonlyMap<number, number>): AsyncGenerator<StoredRecord[]> {
    const open = new Map<number, { next: number; end: number }>();
    for (const { partition, first, end } of await this.#inspector.ranges(topic)) {
      const next = Math.max(first, from.get(partition) ?? first);
      if (next < end) open.set(partition, { next, end });
    }
    if (open.size === 0) return;
    const groupId = this.#newGroup();
    const consumer = this.#kafka.consumer({ groupId, maxWaitTimeInMs: 100, allowAutoTopicCreation: false });
    const batches: StoredRecord[][] = [];
    let wake = newWake();
    const moveTo = (partition: number, next: number) => {
      const place = open.get(partition);
      if (!place) return;
      place.next = Math.max(place.next, next);
      if (place.next >= place.end) open.delete(partition);
      wake.resolve();
    };
    try {
      await consumer.connect();
      onFiltered(consumer, ({ partition, from, next }) => {
        const place = open.get(partition);
        if (place && from <= place.next) moveTo(partition, next);
      });
      let restarts = 0;
      consumer.on(consumer.events.CRASH, ({ payload: { error, restart } }) => {
        if (restart && error instanceof kafkajs.KafkaJSProtocolError && ++restarts <= MOST_RESTARTS) return;
        wake.reject(new Outage("Kafka", error));
      });
      consumer.on(consumer.events.GROUP_JOIN, () => {
        for (const [partition, { next }] of open) consumer.seek({ topic, partition, offset: String(next) });
      });
      await consumer.subscribe({ topic, fromBeginning: true });
      await consumer.run({
        autoCommit: false,
        eachBatch: ({ batch, isStale }) => {
          const place = open.get(batch.partition);
          if (!place || isStale()) return Promise.resolve();
          const wanted = batch.messages.filter(({ offset }) =>
            Number(offset) >= place.next && Number(offset) < place.end
          );
          if (wanted.length > 0) batches.push(wanted.map((message) => toStoredRecord(topic, batch.partition, message)));
          moveTo(batch.partition, Number(batch.lastOffset()) + 1);
          return Promise.resolve();
        },
      });
      while (open.size > 0 || batches.length > 0) {
        const batch = batches.shift();
        if (batch) {
          yield batch;
          continue;
        }
        await wake.promise;
        wake = newWake();
      }
    } catch (error) {
      throw error instanceof Outage ? error : new Outage("Kafka", error);
    } finally {
      await consumer.disconnect().catch(() => {});
      await this.#deleteGroup(groupId);
    }
  }

  async #deleteGroup(groupId: string): Promise<void> {
    const admin = this.#kafka.admin();
    await admin.connect().then(() => admin.deleteGroups([groupId])).catch(() => {});
    await admin.disconnect().catch(() => {});
  }
}

/** Marked as handled: it may be rejected while the caller is busy. */
function newWake(): PromiseWithResolvers<void> {
  const wake = Promise.withResolvers<void>();
  wake.promise.catch(() => {});
  return wake;
}
