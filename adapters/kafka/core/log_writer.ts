import { Buffer } from "node:buffer";
import {
  type Admin,
  type IHeaders,
  type Kafka,
  type Message,
  Partitioners,
  type PartitionMetadata,
  type Producer,
} from "kafkajs";
import { DataRefused, Outage } from "../../../application/shared/fault.ts";
import type { LogRecord, LogWriter, Receipt } from "../../../application/shared/log.ts";
import { SendQueue } from "./send_queue.ts";

const METADATA_MAX_AGE_MS = 60_000;
const TOO_LARGE = "MESSAGE_TOO_LARGE";

interface Placed {
  readonly index: number;
  readonly message: Message;
}

/**
 * One partition a `send`: kafkajs 2.2.4 keeps acknowledgements across retries (tulios/kafkajs#1798). When a broker
 * dies, a `send` to several reports records as stored that are not. Partitions as in Java clients (murmur2 of the key).
 */
export class KafkaLogWriter implements LogWriter {
  readonly #producer: Producer;
  readonly #admin: Admin;
  readonly #partitionOf = Partitioners.DefaultPartitioner();
  readonly #queues = new Map<string, SendQueue>();
  readonly #metadata = new Map<string, { partitions: PartitionMetadata[]; readAt: number }>();
  #connected: Promise<unknown> | undefined;

  constructor(kafka: Kafka) {
    this.#producer = kafka.producer({
      allowAutoTopicCreation: false,
      createPartitioner: () => ({ message }) => message.partition!,
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
        const offsets = await this.#queueOf(topic, partition).add(placed.map(({ message }) => message));
        placed.forEach(({ index }, nth) => receipts[index] = { topic, partition, offset: offsets[nth]! });
      }));
      return receipts;
    } catch (error) {
      if (isTooLarge(error)) throw new DataRefused(TOO_LARGE, error);
      this.#metadata.delete(topic);
      throw new Outage("Kafka", error);
    }
  }

  async close(): Promise<void> {
    await this.#connected?.catch(() => {});
    await Promise.allSettled([this.#producer.disconnect(), this.#admin.disconnect()]);
  }

  #queueOf(topic: string, partition: number): SendQueue {
    const key = `${partition} ${topic}`;
    const queue = this.#queues.get(key) ?? new SendQueue(async (messages) => {
      const [sent] = await this.#producer.send({ topic, acks: -1, messages: [...messages] });
      // kafkajs resolves with no receipt for batches that reached no broker.
      if (!sent) throw new Error(`no broker has acknowledged the batch for partition ${partition}`);
      return Number(sent.baseOffset);
    }, isTooLarge);
    this.#queues.set(key, queue);
    return queue;
  }

  #connect(): Promise<unknown> {
    this.#connected ??= Promise.all([this.#producer.connect(), this.#admin.connect()]).catch((error) => {
      this.#connected = undefined;
      throw error;
    });
    return this.#connected;
  }

  async #placed(topic: string, records: readonly LogRecord[]): Promise<Placed[]> {
    const partitionMetadata = await this.#partitions(topic);
    const before: RepeatedHeaders = new Map();
    return records.map(({ key, value, headers }, index) => {
      // A view; `Buffer.from(value)` would copy.
      const bytes = value && Buffer.from(value.buffer, value.byteOffset, value.byteLength);
      const message: Message = { key, value: bytes, headers: withRepeated(headers, before) };
      message.partition = this.#partitionOf({ topic, partitionMetadata, message });
      return { index, message };
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

const isTooLarge = (error: unknown) => (error as { type?: unknown }).type === TOO_LARGE;

type RepeatedHeaders = Map<string, { readonly text: string; bytes?: Buffer }>;

function withRepeated(headers: LogRecord["headers"], before: RepeatedHeaders): IHeaders {
  const sent: IHeaders = {};
  for (const name in headers) {
    const text = headers[name]!;
    const last = before.get(name);
    if (last?.text === text) {
      sent[name] = last.bytes ??= Buffer.from(text);
    } else {
      before.set(name, { text });
      sent[name] = text;
    }
  }
  return sent;
}
