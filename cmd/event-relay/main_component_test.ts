import { assert, assertEquals } from "@std/assert";
import { insertOutbox, PostgresOutbox } from "../../adapters/postgres/core/outbox.ts";
import { testInstallation } from "../../testing/engines/installation.ts";
import { openKafkaClient } from "../../testing/engines/kafka_client.ts";
import { RunningProcess } from "../../testing/engines/running_process.ts";
import { waitUntil } from "../../testing/engines/wait_until.ts";

Deno.test("event-relay publishes the outbox to Kafka unchanged and in order, and stops on SIGTERM", async () => {
  await using shop = await testInstallation(["kafka"]);
  const { env, sql } = shop;
  await using kafka = await openKafkaClient(shop);
  const topic = `${kafka.names.orders.topic}.dlq`;
  const value = (nth: number) => new TextEncoder().encode(`{"nth": ${nth}}\u0000`);
  const records = Array.from({ length: 1_200 }, (_, nth) => (
    { topic, key: `K-${nth % 7}`, value: value(nth), headers: { "ce_id": String(nth), "dlq-cause": "홍길동" } }
  ));
  await insertOutbox(sql, records);
  await using relay = await RunningProcess.start("event-relay", { env });
  await relay.probes();
  await waitUntil("see the outbox emptied", async () => await new PostgresOutbox(sql).waiting() === 0);

  const sent = (await Array.fromAsync(kafka.scanner.scan(topic, new Map()))).flat();
  const text = (record: { readonly value: Uint8Array | null }) => new TextDecoder().decode(record.value!);
  assertEquals(sent.map(text).sort(), records.map(text).sort());
  assertEquals(sent[0]!.headers["dlq-cause"], "홍길동");
  for (const [key, ofKey] of Map.groupBy(sent, ({ key }) => key)) {
    const order = ofKey.map(({ headers }) => Number(headers["ce_id"]));
    assertEquals(order, order.toSorted((a, b) => a - b), `the records of ${key}`);
  }
  const { code, ms } = await relay.stop("SIGTERM");
  assertEquals(code, 0);
  assert(ms < 10_000, `${ms} ms`);
});
