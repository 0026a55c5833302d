import { assertEquals, assertRejects } from "@std/assert";
import { Kafka, logLevel } from "kafkajs";
import { Outage } from "../../../application/shared/fault.ts";
import { logContract } from "../../../application/shared/log_contract.ts";
import { kafkaLog } from "../../../testing/ports/kafka_log.ts";
import "../../../testing/engines/leak_checks.ts";
import { Reading, records, Shelf, textOf } from "../../../testing/ports/log_under_test.ts";
import { requiredAddress } from "../../../testing/engines/required_address.ts";
import { uniqueName } from "../../../testing/engines/unique_name.ts";
import { connectKafka } from "./connect.ts";
import { KafkaLogInspector } from "./log_inspector.ts";
import { KafkaLogReader } from "./log_reader.ts";
import { KafkaLogScanner } from "./log_scanner.ts";
import { KafkaLogWriter } from "./log_writer.ts";
import { withAdmin } from "./topics.ts";

logContract("Kafka", kafkaLog);

/** The discard port, where nothing listens. */
const UNREACHABLE = "127.0.0.1:9";

/** Like `connectKafka`, but giving up after one try, so that nothing outlives the test. */
function impatient(broker: string): Kafka {
  return new Kafka({ brokers: [broker], logLevel: logLevel.NOTHING, retry: { retries: 1, initialRetryTime: 50 } });
}

Deno.test("Kafka adapters throw Outage when no broker answers", async () => {
  const kafka = impatient(UNREACHABLE);
  const inspector = new KafkaLogInspector(kafka);
  const writer = new KafkaLogWriter(kafka);
  await assertRejects(() => inspector.ranges("orders"), Outage, "Cannot reach Kafka");
  await assertRejects(() => inspector.readers("group"), Outage);
  await assertRejects(() => writer.append("orders", records(1)), Outage);
  const scanner = new KafkaLogScanner(kafka, inspector, () => "scan");
  await assertRejects(() => Array.fromAsync(scanner.scan("orders", new Map())), Outage);
  await Promise.all([writer.close(), inspector.close()]);
});

Deno.test("KafkaLogReader read reports the error while no broker answers, and stops when it is aborted", async () => {
  const kafka = impatient(UNREACHABLE);
  const inspector = new KafkaLogInspector(kafka);
  const reported = Promise.withResolvers<string>();
  const reader = new KafkaLogReader(kafka, { inspector, onError: (_, what) => reported.resolve(what) });
  const reading = new Reading(reader, "orders", "group", new Shelf());
  assertEquals(await reported.promise, "reading orders");
  reading.abort();
  await reading.ended;
});

Deno.test("KafkaLogScanner omits records that are appended after it has read the end offsets", async () => {
  await using log = await kafkaLog();
  const topic = await log.newTopic();
  await log.writer.append(topic, records(60));
  const kafka = connectKafka({ brokers: requiredAddress("TEST_KAFKA_BROKERS").split(","), clientId: "test" });
  const slow = {
    ranges: async (topic: string) => {
      const ranges = await log.inspector.ranges(topic);
      await log.writer.append(topic, records(60, "later"));
      return ranges;
    },
    readers: () => Promise.resolve(0),
  };
  const scanner = new KafkaLogScanner(kafka, slow, () => uniqueName("scan"));
  const found = (await Array.fromAsync(scanner.scan(topic, new Map()))).flat();
  assertEquals(found.map(textOf).sort(), records(60).map(textOf).sort());
});

Deno.test("KafkaLogReader continues with the oldest record that the log retains", async () => {
  await using log = await kafkaLog();
  const topic = await log.newTopic();
  await log.writer.append(topic, records(90));
  const kafka = connectKafka({ brokers: requiredAddress("TEST_KAFKA_BROKERS").split(","), clientId: "test" });
  await withAdmin(kafka, async (admin) => {
    // kafkajs deletes records only in topics whose offsets it has fetched.
    await admin.fetchTopicOffsets(topic);
    await admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: "7" }] });
  });
  const [first] = await log.inspector.ranges(topic);
  assertEquals(first?.first, 7);
  const shelf = new Shelf();
  // Persisted before the records expired.
  shelf.positions.set(0, 3);
  await using _ = new Reading(log.newReader(), topic, log.newGroup(), shelf);
  await shelf.untilTaken(90 - 7);
  shelf.assertConsecutive();
  const [batch] = shelf.batches.filter(({ partition }) => partition === 0);
  assertEquals([batch!.from, batch!.records[0]!.offset], [3, 7]);
});
