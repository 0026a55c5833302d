import type { Admin, Kafka } from "kafkajs";
import { Outage } from "../../../application/shared/fault.ts";
import type { LogInspector, PartitionRange } from "../../../application/shared/log.ts";
import { sleep } from "../../system/sleep.ts";
import { withTimeout } from "../../system/with_timeout.ts";
import { createRawCluster, type RawBroker, type RawCluster } from "./raw_cluster.ts";
import { readTopicState, type TopicState } from "./topic_state.ts";

/** kafkajs would try for 20 s. */
const ANSWER_WITHIN_MS = 5_000;
const CLOSE_WITHIN_MS = 1_000;
const ATTEMPTS = 3;
const PAUSE_MS = 200;
const UNREACHABLE = /Connection|BrokerNotFound|NumberOfRetries|RequestTimeout/;
const EARLIEST = -2;
const LATEST = -1;

export class KafkaLogInspector implements LogInspector {
  readonly #admin: Admin;
  readonly #cluster: RawCluster;
  #turn: Promise<unknown> = Promise.resolve();
  #connected: Promise<void> | undefined;
  #adminConnected: Promise<void> | undefined;
  #questions = 0;
  /** The last failure, and the number of questions asked by then. */
  #unreachable: { readonly error: unknown; readonly questions: number } | undefined;

  constructor(kafka: Kafka) {
    this.#admin = kafka.admin({ retry: { retries: 3, initialRetryTime: 200, maxRetryTime: 1_000 } });
    this.#cluster = createRawCluster(kafka);
  }

  async ranges(topic: string): Promise<PartitionRange[]> {
    const nth = ++this.#questions;
    const answer = this.#turn.then(() => {
      // Questions that waited behind a failed one would each wait as long.
      if (this.#unreachable && nth <= this.#unreachable.questions) throw new Outage("Kafka", this.#unreachable.error);
      return this.#ranges(topic);
    });
    this.#turn = answer.catch(() => {});
    try {
      return await withTimeout(ANSWER_WITHIN_MS, answer);
    } catch (error) {
      throw error instanceof Outage ? error : new Outage("Kafka", error);
    }
  }

  async readers(group: string): Promise<number> {
    try {
      await (this.#adminConnected ??= this.#admin.connect().catch((error) => {
        this.#adminConnected = undefined;
        throw error;
      }));
      const { groups } = await this.#admin.describeGroups([group]);
      return groups[0]?.members.length ?? 0;
    } catch (error) {
      throw new Outage("Kafka", error);
    }
  }

  async close(): Promise<void> {
    const connecting = [this.#connected, this.#adminConnected].filter((each) => each !== undefined);
    await withTimeout(CLOSE_WITHIN_MS, Promise.allSettled(connecting)).catch(() => {});
    await Promise.all([this.#admin.disconnect(), this.#cluster.disconnect()].map((closing) => closing.catch(() => {})));
  }

  async #ranges(topic: string): Promise<PartitionRange[]> {
    for (let attempt = 1;; attempt++) {
      try {
        await this.#connect();
        const state = await readTopicState(await this.#cluster.brokerPool.findConnectedBroker(), topic);
        return state === null ? [] : await this.#offsets(topic, state);
      } catch (error) {
        const isUnreachable = UNREACHABLE.test((error as Error).name);
        if (isUnreachable) this.#unreachable = { error, questions: this.#questions };
        if (isUnreachable || attempt === ATTEMPTS) throw new Outage("Kafka", error);
        // After a failover the brokers disagree for a moment.
        await sleep(PAUSE_MS);
      }
    }
  }

  async #offsets(topic: string, { logId, partitions }: TopicState): Promise<PartitionRange[]> {
    const led = partitions.flatMap(({ partition, leader }) => leader === null ? [] : [{ partition, leader }]);
    const answers = [...Map.groupBy(led, ({ leader }) => leader)].map(async ([nodeId, own]) => {
      const broker = await this.#brokerOf(nodeId, topic);
      const ask = (timestamp: number) =>
        offsetsOf(broker, topic, own.map(({ partition }) => ({ partition, timestamp })));
      const [firsts, ends] = await Promise.all([ask(EARLIEST), ask(LATEST)]);
      return own.map(({ partition }) => ({
        partition,
        first: Number(firsts.get(partition)),
        end: Number(ends.get(partition)),
        logId,
      }));
    });
    return (await Promise.all(answers)).flat().sort((a, b) => a.partition - b.partition);
  }

  async #brokerOf(nodeId: number, topic: string): Promise<RawBroker> {
    const { brokerPool } = this.#cluster;
    try {
      return await brokerPool.findBroker({ nodeId });
    } catch {
      // Not known yet, or at another address by now.
      await brokerPool.refreshMetadata([topic]);
      return await brokerPool.findBroker({ nodeId });
    }
  }

  #connect(): Promise<void> {
    this.#connected ??= this.#cluster.connect().catch((error) => {
      this.#connected = undefined;
      throw error;
    });
    return this.#connected;
  }
}

async function offsetsOf(
  broker: RawBroker,
  topic: string,
  partitions: readonly { readonly partition: number; readonly timestamp: number }[],
): Promise<ReadonlyMap<number, string>> {
  await broker.connect();
  const { responses } = await broker.listOffsets({ topics: [{ topic, partitions }] });
  return new Map(responses.flatMap(({ partitions }) => partitions).map(({ partition, offset }) => [partition, offset]));
}
