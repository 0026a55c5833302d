import type { Buffer } from "node:buffer";
import Decoder from "kafkajs/src/protocol/decoder.js";
import MessageSetDecoder from "kafkajs/src/protocol/messageSet/decoder.js";
import requests from "kafkajs/src/protocol/requests/index.js";
import { reasonOf } from "../../../application/shared/fault.ts";
import {
  BATCH,
  type BatchContext,
  contextOf,
  decodeBatch,
  type FetchedMessage,
  isControlBatch,
} from "./record_batch.ts";

/** Of kafkajs 2.2.4. */
interface WireDecoder {
  readInt16(): number;
  readInt32(): number;
  readInt64(): { toString(): string };
  readString(): string;
  readBytes(length: number): Buffer;
  canReadBytes(length: number): boolean;
  readArray<T>(read: (decoder: WireDecoder) => T): T[];
  readArrayAsync<T>(read: (decoder: WireDecoder) => Promise<T>): Promise<T[]>;
}

type RawMessage = FetchedMessage & {
  readonly isControlRecord: boolean;
  readonly batchContext: BatchContext;
};

interface Exchange {
  readonly response: { readonly decode: (answer: Buffer) => Promise<unknown> };
}

interface FetchApi {
  protocol: (of: { readonly version: number }) => (asked: unknown) => Exchange;
}

const newDecoder = (bytes: Buffer) => new (Decoder as new (bytes: Buffer) => WireDecoder)(bytes);
const decodeOldMessages = MessageSetDecoder as (decoder: WireDecoder, size: number) => Promise<RawMessage[]>;

/** The first with record batches; brokers from 4.0 on speak no older one. */
const FIRST_VERSION = 4;
const BEFORE_LENGTH_COUNTS = 12;
const NEWEST_MAGIC = 2;
const TRIES = 3;
const MOST_REMEMBERED = 1_000;

const causes = new WeakMap<object, string>();
let patched = false;

/** Why the batch that `message` stands for can't be decoded; `value` is the batch, and the offset its last. */
export function undecodableCause(message: object): string | undefined {
  return causes.get(message);
}

/**
 * kafkajs throws away a whole answer, of all partitions, if one batch in it can't be decoded, and asks for it again for
 * ever. Here the others are kept, and after a few tries one message stands for the batch. Its decoder also took a quarter
 * of a consumer's time.
 */
export function patchFetch(): void {
  if (patched) return;
  patched = true;
  const { Fetch: fetch } = (requests as { readonly requests: { readonly Fetch: FetchApi } }).requests;
  const protocol = fetch.protocol;
  const tries = new Map<string, number>();
  fetch.protocol = ({ version }) => {
    const asking = protocol({ version });
    if (version < FIRST_VERSION) return asking;
    return (asked) => {
      const exchange = asking(asked);
      const decode = (answer: Buffer) => decodeApart(answer, version, tries);
      return { ...exchange, response: { ...exchange.response, decode } };
    };
  };
}

async function decodeApart(answer: Buffer, version: number, tries: Map<string, number>): Promise<unknown> {
  const decoder = newDecoder(answer);
  const throttleTime = decoder.readInt32();
  const session = version >= 7 ? { errorCode: decoder.readInt16(), sessionId: decoder.readInt32() } : {};
  const responses = await decoder.readArrayAsync(async (decoder) => {
    const topicName = decoder.readString();
    return { topicName, partitions: await decoder.readArrayAsync((decoder) => decodePartition(decoder, topicName)) };
  });
  // From 8 on the broker has not waited, and the client should.
  const throttle = version >= 8 ? { throttleTime: 0, clientSideThrottleTime: throttleTime } : { throttleTime };
  return { ...throttle, ...session, responses };

  async function decodePartition(decoder: WireDecoder, topic: string) {
    const partition = decoder.readInt32();
    return {
      partition,
      errorCode: decoder.readInt16(),
      highWatermark: decoder.readInt64().toString(),
      lastStableOffset: decoder.readInt64().toString(),
      ...(version >= 5 ? { lastStartOffset: decoder.readInt64().toString() } : {}),
      abortedTransactions: decoder.readArray((decoder) => ({
        producerId: decoder.readInt64().toString(),
        firstOffset: decoder.readInt64().toString(),
      })),
      ...(version >= 11 ? { preferredReadReplica: decoder.readInt32() } : {}),
      messages: await decodeMessages(decoder, `${topic}/${partition}`, tries),
    };
  }
}

/** Up to a batch that can't be decoded and is to be tried again. */
async function decodeMessages(decoder: WireDecoder, of: string, tries: Map<string, number>): Promise<RawMessage[]> {
  const size = decoder.readInt32();
  if (size <= 0 || !decoder.canReadBytes(size)) return [];
  const set = decoder.readBytes(size);
  if (set[BATCH.magic] !== NEWEST_MAGIC) return await decodeOldMessages(newDecoder(set), size);
  const messages: RawMessage[][] = [];
  for (let at = 0; at + BATCH.head <= set.length;) {
    const end = at + BEFORE_LENGTH_COUNTS + set.readInt32BE(at + BATCH.length);
    // An answer ends anywhere.
    if (end > set.length) break;
    const batch = set.subarray(at, end);
    try {
      messages.push(await decodeBatch(batch));
    } catch (error) {
      const key = `${of}/${batch.readBigInt64BE(0)}`;
      const tried = (tries.get(key) ?? 0) + 1;
      if (tries.size >= MOST_REMEMBERED) tries.clear();
      tries.set(key, tried);
      if (tried < TRIES) break;
      messages.push([standIn(batch, error)]);
    }
    at = end;
  }
  return messages.flat();
}

function standIn(batch: Buffer, error: unknown): RawMessage {
  const first = batch.readBigInt64BE(0);
  const last = first + BigInt(batch.readInt32BE(BATCH.lastOffsetDelta));
  const message: RawMessage = {
    offset: String(last),
    timestamp: String(batch.readBigInt64BE(BATCH.maxTimestamp)),
    key: null,
    value: batch,
    headers: {},
    attributes: 0,
    isControlRecord: isControlBatch(batch),
    batchContext: contextOf(batch),
  };
  causes.set(message, `Cannot decode the batch of offsets ${first} to ${last}: ${reasonOf(error)}`);
  return message;
}
