import { assertEquals, assertRejects } from "@std/assert";
import { Buffer } from "node:buffer";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import Decoder from "kafkajs/src/protocol/decoder.js";
import Encoder from "kafkajs/src/protocol/encoder.js";
import RecordBatchDecoder from "kafkajs/src/protocol/recordBatch/v0/decoder.js";
import { decodeBatch, type KafkaRecord } from "./record_batch.ts";
import { toArrivedRecord, toStoredRecord } from "./stored_record.ts";

interface WireEncoder {
  readonly buffer: Buffer;
  writeInt8(value: number): WireEncoder;
  writeInt16(value: number): WireEncoder;
  writeInt32(value: number): WireEncoder;
  writeInt64(value: number | bigint): WireEncoder;
  writeVarInt(value: number): WireEncoder;
  writeVarLong(value: number): WireEncoder;
  writeVarIntBytes(value: Buffer | null): WireEncoder;
  writeBuffer(value: Buffer): WireEncoder;
}

const newEncoder = () => new (Encoder as new () => WireEncoder)();
const theirs = async (bytes: Buffer) =>
  (await (RecordBatchDecoder as (decoder: unknown) => Promise<{ records: KafkaRecord[] }>)(
    new (Decoder as new (bytes: Buffer) => unknown)(bytes),
  )).records;

const bytes = fc.option(fc.uint8Array({ maxLength: 200 }).map((made) => Buffer.from(made)), { nil: null });
const name = fc.oneof(fc.constantFrom("ce_type", "ce_time", "__proto__", "한글"), fc.string({ maxLength: 9 }));
const record = fc.record({
  key: bytes,
  value: bytes,
  delta: fc.oneof(fc.integer(), fc.maxSafeInteger().map((n) => Math.trunc(n / 4))),
  skipped: fc.nat({ max: 3 }),
  headers: fc.array(fc.tuple(name, bytes), { maxLength: 5 }),
});
const batches = fc.record({
  first: fc.maxSafeNat().map((n) => Math.trunc(n / 2)),
  attributes: fc.constantFrom(0, 1, 0x8, 0x10, 0x20, 0x31),
  records: fc.array(record, { maxLength: 8 }),
});

function encode({ first, attributes, records }: typeof batches extends fc.Arbitrary<infer B> ? B : never): Buffer {
  const body = newEncoder();
  let offset = 0;
  for (const { key, value, delta, skipped, headers } of records) {
    const one = newEncoder().writeInt8(0).writeVarLong(delta).writeVarInt(offset += skipped).writeVarIntBytes(key)
      .writeVarIntBytes(value).writeVarInt(headers.length);
    for (const [name, value] of headers) one.writeVarIntBytes(Buffer.from(name)).writeVarIntBytes(value);
    body.writeVarIntBytes(one.buffer);
    offset++;
  }
  const packed = attributes & 1 ? gzipSync(body.buffer) : body.buffer;
  const batch = newEncoder().writeInt32(0).writeInt8(2).writeInt32(0).writeInt16(attributes).writeInt32(offset)
    .writeInt64(1_772_000_000_000).writeInt64(1_772_000_000_999).writeInt64(7).writeInt16(-1).writeInt32(-1)
    .writeInt32(records.length).writeBuffer(packed);
  return newEncoder().writeInt64(first).writeInt32(batch.buffer.length).writeBuffer(batch.buffer).buffer;
}

const contentOf = (records: readonly KafkaRecord[]) =>
  records.map(({ offset, key, value, headers, isControlRecord, batchContext, timestamp }) => ({
    ...{ offset, key, value, isControlRecord, at: Number(timestamp) },
    ...{ producer: batchContext.producerId, inTransaction: batchContext.inTransaction },
    headers: Object.entries(headers),
  }));

Deno.test("decodeBatch reads every batch as kafkajs does, and one header as all of them", async () => {
  await fc.assert(fc.asyncProperty(batches, async (batch) => {
    const encoded = encode(batch);
    const records = await decodeBatch(encoded);
    assertEquals(contentOf(records), contentOf(await theirs(encoded)));
    for (const made of records) {
      const [whole, lazy] = [toStoredRecord("orders", 0, made), toArrivedRecord("orders", 0, made)];
      const { topic, partition, offset, at, key, value, headers } = lazy;
      assertEquals<unknown>({ topic, partition, offset, at, key, value, headers }, whole);
      assertEquals([lazy.header!("ce_type"), lazy.header!("x")], [headers["ce_type"], headers["x"]]);
    }
  }));
});

Deno.test("decodeBatch refuses what is cut or broken at once, and leaves nothing to be found later", async () => {
  const change = fc.record({ at: fc.nat(), to: fc.nat({ max: 255 }), cut: fc.option(fc.nat(), { nil: null }) });
  await fc.assert(fc.asyncProperty(batches, change, async (batch, { at, to, cut }) => {
    const encoded = Buffer.from(encode(batch));
    if (encoded.length > 61) encoded[61 + at % (encoded.length - 61)] = to;
    const broken = cut === null ? encoded : encoded.subarray(0, 61 + cut % (encoded.length - 60));
    const records = await decodeBatch(broken).catch(() => []);
    for (const record of records) contentOf([record]), record.header("ce_type");
  }));
  const whole = encode({
    first: 0,
    attributes: 0,
    records: [{ key: null, value: Buffer.from("a"), delta: 0, skipped: 0, headers: [["b", Buffer.from("c")]] }],
  });
  for (let length = 61; length < whole.length; length++) {
    await assertRejects(() => decodeBatch(whole.subarray(0, length)), RangeError);
  }
});
