import { assertEquals } from "@std/assert";
import type { LogRecord } from "../../../application/shared/log.ts";
import { requiredAddress } from "../../../testing/engines/required_address.ts";
import { uniqueName } from "../../../testing/engines/unique_name.ts";
import { connectKafka } from "./connect.ts";
import { KafkaLogInspector } from "./log_inspector.ts";
import { KafkaLogScanner } from "./log_scanner.ts";
import { KafkaLogWriter } from "./log_writer.ts";
import { withAdmin } from "./topics.ts";

const encoder = new TextEncoder();

Deno.test("KafkaLogScanner reads batches that Kafka compressed by any codec", async () => {
  const kafka = connectKafka({ brokers: requiredAddress("TEST_KAFKA_BROKERS").split(","), clientId: "test" });
  const writer = new KafkaLogWriter(kafka);
  const inspector = new KafkaLogInspector(kafka);
  const scanner = new KafkaLogScanner(kafka, inspector, () => uniqueName("scan"));
  // Together larger than a block of any codec; one of them is incompressible.
  const records: LogRecord[] = Array.from({ length: 400 }, (_, n) => ({
    key: `key-${n}`,
    value: n === 0
      ? crypto.getRandomValues(new Uint8Array(60_000))
      : encoder.encode(JSON.stringify({ n, name: "김서연 ".repeat(100) })),
    headers: { nth: String(n) },
  }));
  const types = ["gzip", "snappy", "lz4", "zstd", "uncompressed"];
  const topics = types.map((type) => uniqueName(type));
  await withAdmin(kafka, (admin) =>
    admin.createTopics({
      waitForLeaders: true,
      // A broker recompresses batches that arrive otherwise.
      topics: topics.map((topic, nth) => ({
        topic,
        numPartitions: 1,
        replicationFactor: 1,
        configEntries: [{ name: "compression.type", value: types[nth]! }],
      })),
    }));
  try {
    for (const topic of topics) {
      await writer.append(topic, records);
      const read = (await Array.fromAsync(scanner.scan(topic, new Map()))).flat();
      assertEquals(read.map(({ key, headers }) => [key, headers]), records.map(({ key, headers }) => [key, headers]));
      read.forEach(({ value }, n) => assertEquals(Uint8Array.from(value!), records[n]!.value, `${topic} ${n}`));
    }
  } finally {
    await Promise.all([writer.close(), inspector.close()]);
    await withAdmin(kafka, (admin) => admin.deleteTopics({ topics }));
  }
});
