import type { Admin, Kafka } from "kafkajs";
import { Outage } from "../../application/shared/fault.ts";
import type { LogInspector, PartitionRange } from "../../application/shared/log.ts";

export class KafkaLogInspector implements LogInspector {
  readonly #admin: Admin;
  #connected: Promise<void> | undefined;

  constructor(kafka: Kafka) {
    this.#admin = kafka.admin({ retry: { retries: 3, initialRetryTime: 200, maxRetryTime: 1_000 } });
  }

  async ranges(topic: string): Promise<PartitionRange[]> {
    try {
      await this.#connect();
      const offsets = await this.#admin.fetchTopicOffsets(topic);
      return offsets
        .map(({ partition, low, high }) => ({ partition, first: Number(low), end: Number(high) }))
        .sort((a, b) => a.partition - b.partition);
    } catch (error) {
      // The error classes are no exports that an ES module could see.
      if ((error as { type?: unknown }).type === "UNKNOWN_TOPIC_OR_PARTITION") return [];
      throw new Outage("Kafka", error);
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
    await this.#connected?.catch(() => {});
    await this.#admin.disconnect().catch(() => {});
  }

  #connect(): Promise<void> {
    this.#connected ??= this.#admin.connect().catch((error) => {
      this.#connected = undefined;
      throw error;
    });
    return this.#connected;
  }
}
