import type { Admin, Kafka } from "kafkajs";
import { Outage } from "../../../application/shared/fault.ts";
import { withTimeout } from "../../system/with_timeout.ts";
import type { LogInspector, PartitionRange } from "../../../application/shared/log.ts";

/** kafkajs would try for 20 s. */
const ANSWER_WITHIN_MS = 5_000;
const CLOSE_WITHIN_MS = 1_000;
const UNREACHABLE = /Connection|BrokerNotFound|NumberOfRetries|RequestTimeout/;

export class KafkaLogInspector implements LogInspector {
  readonly #admin: Admin;
  #topics: Set<string> = new Set();
  #turn: Promise<unknown> = Promise.resolve();
  #connected: Promise<void> | undefined;
  #questions = 0;
  /** The last failure, and the number of questions asked by then. */
  #unreachable: { readonly error: unknown; readonly questions: number } | undefined;

  constructor(kafka: Kafka) {
    this.#admin = kafka.admin({ retry: { retries: 3, initialRetryTime: 200, maxRetryTime: 1_000 } });
  }

  async ranges(topic: string): Promise<PartitionRange[]> {
    const nth = ++this.#questions;
    // kafkajs mixes up the topics of concurrent questions.
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
      await this.#connect();
      const { groups } = await this.#admin.describeGroups([group]);
      return groups[0]?.members.length ?? 0;
    } catch (error) {
      throw new Outage("Kafka", error);
    }
  }

  async close(): Promise<void> {
    await withTimeout(CLOSE_WITHIN_MS, this.#connected ?? Promise.resolve()).catch(() => {});
    await this.#admin.disconnect().catch(() => {});
  }

  async #ranges(topic: string): Promise<PartitionRange[]> {
    try {
      await this.#connect();
      if (!await this.#exists(topic)) return [];
      const offsets = await this.#admin.fetchTopicOffsets(topic);
      return offsets
        .map(({ partition, low, high }) => ({ partition, first: Number(low), end: Number(high) }))
        .sort((a, b) => a.partition - b.partition);
    } catch (error) {
      this.#topics.delete(topic);
      if (UNREACHABLE.test((error as Error).name)) this.#unreachable = { error, questions: this.#questions };
      throw new Outage("Kafka", error);
    }
  }

  /** kafkajs retries questions about unknown topics for seconds and refuses others meanwhile. */
  async #exists(topic: string): Promise<boolean> {
    if (!this.#topics.has(topic)) this.#topics = new Set(await this.#admin.listTopics());
    return this.#topics.has(topic);
  }

  #connect(): Promise<void> {
    this.#connected ??= this.#admin.connect().catch((error) => {
      this.#connected = undefined;
      throw error;
    });
    return this.#connected;
  }
}
