import type { Buffer } from "node:buffer";
import type { IHeaders, KafkaMessage } from "kafkajs";
import compression from "kafkajs/src/protocol/message/compression/index.js";

interface Codec {
  decompress(bytes: Buffer): Promise<Buffer>;
}

/** As it is fetched: not every decoder tells its size. */
export type FetchedMessage = Omit<KafkaMessage, "size">;

/** What kafkajs looks at in the batch of a message. */
export interface BatchContext {
  readonly producerId: string;
  readonly inTransaction: boolean;
}

const { lookupCodecByAttributes: codecOf } = compression as {
  readonly lookupCodecByAttributes: (attributes: number) => Codec | null;
};

/** A batch's head: places and lengths in bytes. https://kafka.apache.org/documentation/#recordbatch */
export const BATCH = {
  length: 8,
  magic: 16,
  attributes: 21,
  lastOffsetDelta: 23,
  firstTimestamp: 27,
  maxTimestamp: 35,
  producerId: 43,
  count: 57,
  head: 61,
} as const;
const LOG_APPEND_TIME = 0x8;
const TRANSACTIONAL = 0x10;
const CONTROL = 0x20;

/** kafkajs' decoder makes 30 objects of a record, most of them for headers; here only the value is cut out at once. */
export class KafkaRecord implements FetchedMessage {
  constructor(
    readonly offset: string,
    readonly value: Buffer | null,
    readonly at: number,
    readonly isControlRecord: boolean,
    readonly batchContext: BatchContext,
    private readonly bytes: Buffer,
    private readonly keyAt: number,
    private readonly headersAt: number,
  ) {}

  get attributes(): number {
    return 0;
  }

  get timestamp(): string {
    return String(this.at);
  }

  get key(): Buffer | null {
    return new Cursor(this.bytes, this.keyAt).blob();
  }

  get headers(): IHeaders {
    const headers: IHeaders = {};
    const cursor = new Cursor(this.bytes, this.headersAt);
    for (let left = cursor.varint(); left > 0; left--) {
      const name = String(cursor.blob());
      // As kafkajs has them, which can read a value that it can't send.
      const value = cursor.blob() as Buffer;
      const before = Object.hasOwn(headers, name) ? headers[name] : undefined;
      const all = before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value];
      Object.defineProperty(headers, name, { value: all, enumerable: true, configurable: true, writable: true });
    }
    return headers;
  }

  /** The last value of a header, without reading the others. */
  header(name: string): string | undefined {
    let found: string | undefined;
    const cursor = new Cursor(this.bytes, this.headersAt);
    for (let left = cursor.varint(); left > 0; left--) {
      const length = cursor.varint();
      const isIt = length === name.length && this.bytes.toString("latin1", cursor.at, cursor.at + length) === name;
      cursor.skip(length);
      if (isIt) found = cursor.blob()?.toString();
      else cursor.skip(cursor.varint());
    }
    return found;
  }
}

/** Throws for what is no batch in the newest format, or is cut. */
export async function decodeBatch(batch: Buffer): Promise<KafkaRecord[]> {
  const attributes = batch.readInt16BE(BATCH.attributes);
  const packed = batch.subarray(BATCH.head);
  const bytes = await codecOf(attributes)?.decompress(packed) ?? packed;
  const first = Number(batch.readBigInt64BE(0));
  const times = {
    first: Number(batch.readBigInt64BE(BATCH.firstTimestamp)),
    all: (attributes & LOG_APPEND_TIME) > 0 ? Number(batch.readBigInt64BE(BATCH.maxTimestamp)) : null,
  };
  const isControl = isControlBatch(batch);
  const context = contextOf(batch);
  const cursor = new Cursor(bytes, 0);
  const records: KafkaRecord[] = [];
  for (let left = batch.readInt32BE(BATCH.count); left > 0; left--) {
    const length = cursor.varint();
    const end = cursor.at + length;
    cursor.skip(1);
    const at = times.first + cursor.varint();
    const offset = first + cursor.varint();
    const keyAt = cursor.at;
    cursor.skip(cursor.varint());
    const value = cursor.blob();
    const headersAt = cursor.at;
    // Whoever reads them later must not find them cut.
    for (let parts = 2 * cursor.varint(); parts > 0; parts--) cursor.skip(cursor.varint());
    if (length < 0 || cursor.at > end || end > bytes.length) throw new RangeError("a record is cut");
    records.push(
      new KafkaRecord(`${offset}`, value, times.all ?? at, isControl, context, bytes, keyAt, headersAt),
    );
    cursor.at = end;
  }
  return records;
}

export function contextOf(batch: Buffer): BatchContext {
  return {
    producerId: String(batch.readBigInt64BE(BATCH.producerId)),
    inTransaction: (batch.readInt16BE(BATCH.attributes) & TRANSACTIONAL) > 0,
  };
}

export function isControlBatch(batch: Buffer): boolean {
  return (batch.readInt16BE(BATCH.attributes) & CONTROL) > 0;
}

class Cursor {
  constructor(private readonly bytes: Buffer, public at: number) {}

  /** Zigzag; of more than 53 bits, as a time beyond the calendar has, about the number. */
  varint(): number {
    const { bytes } = this;
    if (this.at >= bytes.length) throw new RangeError("a record is cut");
    let byte = bytes[this.at++]!;
    if (byte < 0x80) return (byte >>> 1) ^ -(byte & 1);
    let sum = byte & 0x7f;
    for (let scale = 0x80; byte >= 0x80; scale *= 0x80) {
      if (this.at >= bytes.length || scale > 2 ** 63) throw new RangeError("a number is cut");
      byte = bytes[this.at++]!;
      sum += (byte & 0x7f) * scale;
    }
    return sum % 2 === 0 ? sum / 2 : -(sum + 1) / 2;
  }

  /** -1 is the length of `null`. */
  skip(length: number): void {
    if (length < -1 || this.at + length > this.bytes.length) throw new RangeError("a record is cut");
    if (length > 0) this.at += length;
  }

  blob(): Buffer | null {
    const length = this.varint();
    const start = this.at;
    this.skip(length);
    return length === -1 ? null : this.bytes.subarray(start, this.at);
  }
}
