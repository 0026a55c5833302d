import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { Buffer } from "node:buffer";
import kafkajs from "kafkajs";
import { requiredAddress } from "../../../testing/engines/required_address.ts";
import { uniqueName } from "../../../testing/engines/unique_name.ts";
import { Reading, Shelf, textOf } from "../../../testing/ports/log.ts";
import { MOST_BYTES } from "./compression.ts";
import { connectKafka } from "./connect.ts";
import { KafkaLogInspector } from "./log_inspector.ts";
import { KafkaLogReader } from "./log_reader.ts";
import { KafkaLogScanner } from "./log_scanner.ts";
import { ensureTopics, withAdmin } from "./topics.ts";

Deno.test("KafkaLogReader goes on past a batch that it can't decode, and hands it over as the log holds it", async () => {
  const kafka = connectKafka({ brokers: requiredAddress("TEST_KAFKA_BROKERS").split(","), clientId: "test" });
  const inspector = new KafkaLogInspector(kafka);
  const producer = kafka.producer();
  const topic = uniqueName("undecodable");
  await producer.connect();
  await ensureTopics(kafka, [{ topic, partitions: 2, replicas: 1 }]);
  try {
    const send = (partition: number, ...values: readonly (string | Buffer)[]) =>
      producer.send({
        topic,
        messages: values.map((value) => ({ partition, value })),
        compression: kafkajs.CompressionTypes.GZIP,
      });
    await send(0, "before");
    // A broker counts no bytes of what it unpacks.
    await send(0, "beside", Buffer.alloc(MOST_BYTES));
    await send(0, "after");
    await send(1, "elsewhere");
    const shelf = new Shelf();
    const errors: unknown[] = [];
    const reader = new KafkaLogReader(kafka, { inspector, onError: (error) => errors.push(error) });
    await using reading = new Reading(reader, topic, uniqueName("group"), shelf);
    await shelf.untilTaken(4);
    reading.abort();
    shelf.assertConsecutive();
    const taken = shelf.taken.toSorted((a, b) => a.partition - b.partition || a.offset - b.offset);
    assertEquals(taken.map(({ partition, offset, refusal }) => [partition, offset, refusal?.code]), [
      [0, 0, undefined],
      [0, 2, "undecodable_batch"],
      [0, 3, undefined],
      [1, 0, undefined],
    ]);
    const batch = taken[1]!;
    assertStringIncludes(batch.refusal!.message, "Cannot decode the batch of offsets 1 to 2");
    assertEquals(Buffer.from(batch.value!).readBigInt64BE(0), 1n);
    assert(batch.value!.length < 1_000_000, `${batch.value!.length} bytes`);
    assertEquals([taken[0]!, taken[2]!, taken[3]!].map(textOf), ["before", "after", "elsewhere"]);
    // A broker's own answer, such as that a new group's coordinator is still loading, is none of the batch's.
    const ended = errors.filter((error) => !(error instanceof kafkajs.KafkaJSProtocolError));
    assertEquals(ended, [], "no session ended for the batch's sake");

    const scanner = new KafkaLogScanner(kafka, inspector, () => uniqueName("scan"));
    const scanned = (await Array.fromAsync(scanner.scan(topic, new Map([[1, 1]])))).flat();
    assertEquals(scanned.map(({ offset, refusal }) => [offset, refusal?.code]), [
      [0, undefined],
      [2, "undecodable_batch"],
      [3, undefined],
    ]);
  } finally {
    await Promise.all([producer.disconnect(), inspector.close()]);
    await withAdmin(kafka, (admin) => admin.deleteTopics({ topics: [topic] }));
  }
});
