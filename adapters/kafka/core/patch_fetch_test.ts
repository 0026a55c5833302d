import { assertEquals, assertMatch } from "@std/assert";
import { Buffer } from "node:buffer";
import { gzipSync } from "node:zlib";
import type { KafkaMessage } from "kafkajs";
import Encoder from "kafkajs/src/protocol/encoder.js";
import requests from "kafkajs/src/protocol/requests/index.js";
import { teachCompression } from "./compression.ts";
import { patchFetch, undecodableCause } from "./patch_fetch.ts";
import { toStoredRecord } from "./stored_record.ts";

interface WireEncoder {
  readonly buffer: Buffer;
  writeInt8(value: number): WireEncoder;
  writeInt16(value: number): WireEncoder;
  writeInt32(value: number): WireEncoder;
  writeInt64(value: number): WireEncoder;
  writeString(value: string): WireEncoder;
  writeVarInt(value: number): WireEncoder;
  writeVarLong(value: number): WireEncoder;
  writeVarIntBytes(value: Buffer | null): WireEncoder;
  writeBuffer(value: Buffer): WireEncoder;
}

interface Answer {
  readonly responses: readonly {
    readonly topicName: string;
    readonly partitions: readonly { readonly partition: number; readonly messages: readonly KafkaMessage[] }[];
  }[];
}

const newEncoder = () => new (Encoder as new () => WireEncoder)();
const GZIP = 1;
const VERSIONS = [4, 5, 7, 8, 11];

/** With records `texts`, from `first` on; `packed` instead of what they are packed to. */
function batch(first: number, texts: readonly string[], packed?: Buffer): Buffer {
  const records = newEncoder();
  texts.forEach((text, nth) => {
    const record = newEncoder().writeInt8(0).writeVarLong(0).writeVarInt(nth).writeVarIntBytes(null)
      .writeVarIntBytes(Buffer.from(text)).writeVarInt(0);
    records.writeVarIntBytes(record.buffer);
  });
  const body = newEncoder().writeInt32(0).writeInt8(2).writeInt32(0).writeInt16(GZIP).writeInt32(texts.length - 1)
    .writeInt64(1_000).writeInt64(2_000).writeInt64(-1).writeInt16(-1).writeInt32(-1).writeInt32(texts.length)
    .writeBuffer(packed ?? gzipSync(records.buffer));
  return newEncoder().writeInt64(first).writeInt32(body.buffer.length).writeBuffer(body.buffer).buffer;
}

function answerOf(version: number, partitions: readonly (readonly Buffer[])[]): Buffer {
  const answer = newEncoder().writeInt32(0);
  if (version >= 7) answer.writeInt16(0).writeInt32(0);
  answer.writeInt32(1).writeString("orders").writeInt32(partitions.length);
  partitions.forEach((batches, partition) => {
    answer.writeInt32(partition).writeInt16(0).writeInt64(100).writeInt64(100);
    if (version >= 5) answer.writeInt64(0);
    answer.writeInt32(0);
    if (version >= 11) answer.writeInt32(-1);
    const set = Buffer.concat(batches);
    answer.writeInt32(set.length).writeBuffer(set);
  });
  return answer.buffer;
}

function decoder(version: number): (answer: Buffer) => Promise<Answer> {
  teachCompression();
  patchFetch();
  const { Fetch: fetch } = (requests as {
    readonly requests: {
      readonly Fetch: {
        protocol(of: { readonly version: number }): (asked: unknown) => {
          readonly response: { readonly decode: (answer: Buffer) => Promise<Answer> };
        };
      };
    };
  }).requests;
  return fetch.protocol({ version })({ maxWaitTime: 0, minBytes: 1, maxBytes: 1, topics: [] }).response.decode;
}

const textsOf = ({ responses }: Answer) =>
  responses[0]!.partitions.map(({ messages }) => messages.map((message) => [message.offset, String(message.value)]));

for (const version of VERSIONS) {
  Deno.test(`patchFetch keeps what can be decoded of an answer, and then lets one message stand for what can't (version ${version})`, async () => {
    const decode = decoder(version);
    // Tries are counted by offset.
    const at = version * 100;
    const bad = batch(at + 2, ["x", "y", "z"], Buffer.from("no gzip"));
    const answer = answerOf(version, [
      [batch(at, ["a", "b"]), bad, batch(at + 5, ["c"])],
      [batch(0, ["d"])],
    ]);
    const before = [[[`${at}`, "a"], [`${at + 1}`, "b"]], [["0", "d"]]];
    assertEquals(textsOf(await decode(answer)), before);
    assertEquals(textsOf(await decode(answer)), before);
    const [first, second] = (await decode(answer)).responses[0]!.partitions;
    assertEquals(first!.messages.map(({ offset }) => Number(offset) - at), [0, 1, 4, 5]);
    assertEquals(second!.messages.map(({ value }) => String(value)), ["d"]);
    const [one, standIn] = [first!.messages[0]!, first!.messages[2]!];
    assertEquals(undecodableCause(one), undefined);
    assertMatch(
      undecodableCause(standIn)!,
      /^Cannot decode the batch of offsets \d+2 to \d+4: .*incorrect header check/,
    );
    const record = toStoredRecord("orders", 0, standIn);
    assertEquals([record.offset - at, record.at, record.refusal?.code], [4, new Date(2_000), "undecodable_batch"]);
    assertEquals(Buffer.from(record.value!), bad);
  });
}

Deno.test("patchFetch leaves out what an answer holds in part", async () => {
  const whole = batch(0, ["a"]);
  const answer = answerOf(11, [[whole, batch(1, ["b"]).subarray(0, 70)], [batch(3, ["x"], Buffer.from("no gzip"))]]);
  assertEquals(textsOf(await decoder(11)(answer)), [[["0", "a"]], []]);
});

Deno.test("patchFetch decodes an answer as kafkajs does where every batch can be decoded", async () => {
  for (const version of VERSIONS) {
    const answer = answerOf(version, [[batch(0, ["a"]), batch(1, ["b", "c"])], []]);
    assertEquals(textsOf(await decoder(version)(answer)), [[["0", "a"], ["1", "b"], ["2", "c"]], []]);
  }
});
