import type { Admin, Kafka } from "kafkajs";
import { Outage } from "../../../application/shared/fault.ts";
import { withTimeout } from "../../system/with_timeout.ts";
import type { LogInspector, PartitionRange } from "../../../application/shared/log.ts";

/** kafkajs goes on for 20 s where no broker is left; whoever asks how far the log is wants to know it sooner. */
const ANSWER_WITHIN_MS = 5_000;
/** A connection that is still being tried is not waited for longer: a process that is asked to end has other work. */
const CLOSE_WITHIN_MS = 1_000;
const AWAY = /Connection|BrokerNotFound|NumberOfRetries|RequestTimeout/;

export class KafkaLogInspector implements LogInspector {
  readonly #admin: Admin;
  /** Topics seen at least once. */
  #topics: Set<string> = new Set();
  #turn: Promise<unknown> = Promise.resolve();
  #connected: Promise<void> | undefined;
  #questions = 0;
  /** The last failure for want of a broker, and how many questions had been put by then. */
  #away: { readonly error: unknown; readonly questions: number } | undefined;

  constructor(kafka: Kafka) {
    this.#admin = kafka.admin({ retry: { retries: 3, initialRetryTime: 200, maxRetryTime: 1_000 } });
  }

  async ranges(topic: string): Promise<PartitionRange[]> {
    const nth = ++this.#questions;
    // kafkajs mixes up the topics of questions that it is asked at the same time.
    const answer = this.#turn.then(() => {
      // Those that waited behind a question that found no broker would each find none for as long again.
      if (this.#away && nth <= this.#away.questions) throw new Outage("Kafka", this.#away.error);
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
      // It may have been deleted meanwhile: the next call looks again.
      this.#topics.delete(topic);
      if (AWAY.test((error as Error).name)) this.#away = { error, questions: this.#questions };
      throw new Outage("Kafka", error);
    }
  }

  /**
   * Asked first, because kafkajs repeats a question about an unknown topic for seconds, and while it does, refuses
   * questions about others too.
   */
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
