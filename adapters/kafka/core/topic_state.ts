import Encoder from "kafkajs/src/protocol/encoder.js";
import { Buffer } from "node:buffer";
import type { RawBroker } from "./raw_cluster.ts";

export interface TopicState {
  /** The cluster's id and the topic's, from Kafka 2.8 on. */
  readonly logId: string | null;
  readonly partitions: readonly {
    readonly partition: number;
    /** `null`: neither readable nor writable. */
    readonly leader: number | null;
  }[];
}

const METADATA = 3;
/** The first version with topic ids; kafkajs ends at 6. https://kafka.apache.org/protocol#The_Messages_Metadata */
const WITH_TOPIC_IDS = 10;
const UNKNOWN_TOPIC = 3;
const ANY_LEADER_LESS = 5;
const NO_ID = "0".repeat(32);

interface TopicError extends Error {
  readonly type?: string;
}

/** `null` for an unknown topic. Throws kafkajs' errors. */
export async function readTopicState(broker: RawBroker, topic: string): Promise<TopicState | null> {
  await broker.connect();
  if ((broker.versions[METADATA]?.maxVersion ?? 0) < WITH_TOPIC_IDS) return await readWithoutId(broker, topic);
  const { found } = await broker.connectionPool.send<{ found: TopicState | null }>({
    request: {
      apiKey: METADATA,
      apiVersion: WITH_TOPIC_IDS,
      apiName: "Metadata",
      encode: () => Promise.resolve(new Encoder().writeBuffer(requestFor(topic))),
    },
    // kafkajs reads a field of the answer: it is an object.
    response: {
      decode: (answer) => Promise.resolve({ found: stateIn(answer) }),
      parse: (read) => Promise.resolve(read),
    },
  });
  return found;
}

async function readWithoutId(broker: RawBroker, topic: string): Promise<TopicState | null> {
  try {
    const { topicMetadata: [found] } = await broker.metadata([topic]);
    return {
      logId: null,
      partitions: (found?.partitionMetadata ?? []).map(({ partitionId, leader }) => place(partitionId, leader)),
    };
  } catch (error) {
    if ((error as TopicError).type === "UNKNOWN_TOPIC_OR_PARTITION") return null;
    throw error;
  }
}

function place(partition: number, leader: number) {
  return { partition, leader: leader < 0 ? null : leader };
}

/** The tags of a flexible header come first: kafkajs writes the header without them. */
function requestFor(topic: string): Buffer {
  const name = new TextEncoder().encode(topic);
  const noTags = 0;
  return Buffer.concat([
    Buffer.from([noTags, 2]),
    Buffer.alloc(16),
    varint(name.length + 1),
    name,
    // Creates nothing, asks for no permissions.
    Buffer.from([noTags, 0, 0, 0, noTags]),
  ]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (; value > 127; value >>>= 7) bytes.push((value & 127) | 128);
  return Buffer.from([...bytes, value]);
}

function stateIn(answer: Uint8Array): TopicState | null {
  const reader = new FlexibleReader(answer);
  reader.tags();
  reader.int32();
  reader.array(() => {
    reader.int32();
    reader.text();
    reader.int32();
    reader.text();
    reader.tags();
  });
  const cluster = reader.text();
  reader.int32();
  const [topic] = reader.array(() => {
    const error = reader.int16();
    reader.text();
    const id = reader.hex(16);
    reader.skip(1);
    const partitions = reader.array(() => partitionIn(reader));
    reader.int32();
    reader.tags();
    return { error, id, partitions };
  });
  if (!topic || topic.error === UNKNOWN_TOPIC) return null;
  if (topic.error !== 0 && topic.error !== ANY_LEADER_LESS) throw new Error(`Kafka answers with code ${topic.error}`);
  return { logId: topic.id === NO_ID ? null : `${cluster ?? ""}/${topic.id}`, partitions: topic.partitions };
}

function partitionIn(reader: FlexibleReader) {
  reader.int16();
  const partition = reader.int32();
  const leader = reader.int32();
  reader.int32();
  for (let lists = 0; lists < 3; lists++) reader.array(() => reader.int32());
  reader.tags();
  return place(partition, leader);
}

/** Kafka's compact encoding (KIP-482). */
class FlexibleReader {
  #at = 0;
  readonly #view: DataView;

  constructor(private readonly bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  int16(): number {
    return this.#view.getInt16(this.#advance(2));
  }

  int32(): number {
    return this.#view.getInt32(this.#advance(4));
  }

  text(): string | null {
    const length = this.#varint() - 1;
    return length < 0 ? null : new TextDecoder().decode(this.#take(length));
  }

  hex(length: number): string {
    return this.#take(length).toHex();
  }

  array<T>(read: () => T): T[] {
    const length = this.#varint() - 1;
    return Array.from({ length: Math.max(0, length) }, read);
  }

  tags(): void {
    for (let left = this.#varint(); left > 0; left--) {
      this.#varint();
      this.skip(this.#varint());
    }
  }

  skip(length: number): void {
    this.#advance(length);
  }

  #varint(): number {
    let value = 0;
    for (let shift = 0;; shift += 7) {
      const byte = this.#view.getUint8(this.#advance(1));
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  }

  #take(length: number): Uint8Array<ArrayBuffer> {
    const at = this.#advance(length);
    return this.bytes.slice(at, at + length) as Uint8Array<ArrayBuffer>;
  }

  #advance(length: number): number {
    const at = this.#at;
    this.#at += length;
    return at;
  }
}
