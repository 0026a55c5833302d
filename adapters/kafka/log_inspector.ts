import type { Admin, Kafka } from "kafkajs";
import { Outage } from "../../application/shared/fault.ts";
import type { LogInspector, PartitionRange } from "../../application/shared/log.ts";

export class KafkaLogInspector implements LogInspector {
  readonly #admin: Admin;
  /** Topics seen at least once. */
  #topics: Set<string> = new Set();
  #turn: Promise<unknown> = Promise.resolve();
  #connected: Promise<void> | undefined;

  constructor(kafka: Kafka) {
    this.#admin = kafka.admin({ retry: { retries: 3, initialRetryTime: 200, maxRetryTime: 1_000 } });
  }

  ranges(topic: string): Promise<PartitionRange[]> {
    // kafkajs mixes up the topics of questions that it is asked at the same time.
    const answer = this.#turn.then(() => this.#ranges(topic));
    this.#turn = answer.catch(() => {});
    return answer;
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
    await this.#connected?.catch(() => {});
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
