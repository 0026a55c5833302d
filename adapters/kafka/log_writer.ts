import { Buffer } from "node:buffer";
import { type Admin, type Kafka, type Message, Partitioners, type PartitionMetadata, type Producer } from "kafkajs";
import { Outage } from "../../application/shared/fault.ts";
import type { LogRecord, LogWriter, Receipt } from "../../application/shared/log.ts";

const METADATA_MAX_AGE_MS = 60_000;

/**
 * Appends through kafkajs, one partition a `send`.
 *
 * kafkajs 2.2.4 keeps acknowledgements across retries (tulios/kafkajs#1798): when a broker dies while one `send` covers
 * several partitions, it reports records as stored that are not. So this adapter chooses the partition itself, as Java
 * clients do (murmur2 of the key), and sends to each on its own.
 */
export class KafkaLogWriter implements LogWriter {
  readonly #producer: Producer;
  readonly #admin: Admin;
  readonly #partitionOf = Partitioners.DefaultPartitioner();
  readonly #metadata = new Map<string, { partitions: PartitionMetadata[]; readAt: number }>();
  #connected: Promise<unknown> | undefined;

  constructor(kafka: Kafka) {
    this.#producer = kafka.producer({
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
    });
    this.#admin = kafka.admin();
  }

  async append(topic: string, records: readonly LogRecord[]): Promise<Receipt[]> {
    if (records.length === 0) return [];
    try {
      await this.#connect();
      const byPartition = Map.groupBy(await this.#placed(topic, records), ({ message }) => message.partition!);
      const receipts = new Array<Receipt>(records.length);
      await Promise.all([...byPartition].map(async ([partition, placed]) => {
        const [sent] = await this.#producer.send({ topic, acks: -1, messages: placed.map(({ message }) => message) });
        const base = Number(sent!.baseOffset);
        placed.forEach(({ index }, nth) => receipts[index] = { topic, partition, offset: base + nth });
      }));
      return receipts;
    } catch (error) {
      this.#metadata.delete(topic);
      throw new Outage("Kafka", error);
    }
  }

  async close(): Promise<void> {
    await this.#connected?.catch(() => {});
    await Promise.allSettled([this.#producer.disconnect(), this.#admin.disconnect()]);
  }

  #connect(): Promise<unknown> {
    this.#connected ??= Promise.all([this.#producer.connect(), this.#admin.connect()]).catch((error) => {
      this.#connected = undefined;
      throw error;
    });
    return this.#connected;
  }

  async #placed(topic: string, records: readonly LogRecord[]): Promise<{ index: number; message: Message }[]> {
    const partitionMetadata = await this.#partitions(topic);
    return records.map(({ key, value, headers }, index) => {
      const message: Message = { key, value: value && Buffer.from(value), headers: { ...headers } };
      return { index, message: { ...message, partition: this.#partitionOf({ topic, partitionMetadata, message }) } };
    });
  }

  async #partitions(topic: string): Promise<PartitionMetadata[]> {
    const known = this.#metadata.get(topic);
    if (known && performance.now() - known.readAt < METADATA_MAX_AGE_MS) return known.partitions;
    const { topics } = await this.#admin.fetchTopicMetadata({ topics: [topic] });
    const partitions = topics[0]!.partitions;
    this.#metadata.set(topic, { partitions, readAt: performance.now() });
    return partitions;
  }
}
