import { assert, assertEquals } from "@std/assert";
import { connectKafka } from "../../adapters/kafka/core/connect.ts";
import { withAdmin } from "../../adapters/kafka/core/topics.ts";
import { insertOutbox, PostgresOutbox } from "../../adapters/postgres/core/outbox.ts";
import { PostgresOutboxAdmin } from "../../adapters/postgres/core/outbox_admin.ts";
import { testInstallation } from "../../testing/engines/installation.ts";
import { openKafkaClient } from "../../testing/engines/kafka_client.ts";
import { RunningProcess, runProcessToEnd } from "../../testing/engines/running_process.ts";
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
  const probes = await relay.probes();
  await waitUntil("see the outbox emptied", async () => await new PostgresOutbox(sql).waiting() === 0);
  await waitUntil("see its records counted", async () => {
    const metrics = await (await fetch(`${probes}/metrics`)).text();
    return new RegExp(`^tillstream_published_total{topic="${topic}".*} 1200$`, "m").test(metrics);
  });

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

Deno.test("event-relay sends what it can, whatever lies before it in the outbox", async () => {
  await using shop = await testInstallation(["kafka"]);
  const { env, sql, prefix } = shop;
  await using kafka = await openKafkaClient(shop);
  const { orders, users } = kafka.names;
  const identified = `${prefix}customer-identified`;
  await withAdmin(
    connectKafka({ brokers: env.KAFKA_BROKERS!.split(","), clientId: "test" }),
    (admin) => admin.deleteTopics({ topics: [`${users.topic}.dlq`] }),
  );
  const record = (topic: string, nth: number, value = new Uint8Array([1])) => (
    { topic, key: "K", value, headers: { nth: String(nth) } }
  );
  // A header without a value, as earlier versions stored it.
  await sql`
    insert into outbox (topic, key, value, headers)
    values (${`${orders.topic}.dlq`}, ${"K"}::bytea, ${"1"}::bytea, ${'{"nth": "1", "tracestate": null}'}::bytea)`;
  await insertOutbox(sql, [
    record(`${users.topic}.dlq`, 2),
    record(`${orders.topic}`, 3, new Uint8Array(4_000_000)),
    record(`${orders.topic}`, 4),
    record(identified, 5),
    record(identified, 6),
  ]);
  await using relay = await RunningProcess.start("event-relay", { env });
  const probes = await relay.probes();
  const sent = async (topic: string) =>
    (await Array.fromAsync(kafka.scanner.scan(topic, new Map()))).flat().map(({ headers }) => headers);
  await waitUntil("see the outbox emptied", async () => await new PostgresOutbox(sql).waiting() === 0);
  assertEquals(await sent(identified), [{ nth: "5" }, { nth: "6" }]);
  assertEquals(await sent(`${orders.topic}.dlq`), [{ nth: "1" }]);
  assertEquals(await sent(`${users.topic}.dlq`), [{ nth: "2" }]);
  assertEquals(await sent(orders.topic), [{ nth: "4" }]);
  const parked = await new PostgresOutboxAdmin(sql).parked(10);
  assertEquals(parked.map(({ topic, key }) => [topic, key]), [[orders.topic, "K"]]);
  const metrics = await (await fetch(`${probes}/metrics`)).text();
  assert(metrics.includes(`tillstream_outbox_parked_records{topic="${orders.topic}"`));
  const listed = await runProcessToEnd("kafka-admin", { args: ["outbox", "--json"], env });
  assertEquals(JSON.parse(listed.stdout).parked.map((each: { topic: string }) => each.topic), [orders.topic]);
  const retried = await runProcessToEnd("kafka-admin", { args: ["outbox", "--topic", "orders", "--retry"], env });
  assertEquals([retried.code, retried.stdout.includes("1 parked records")], [0, true], retried.stderr);
});
