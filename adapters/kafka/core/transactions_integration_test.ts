import { assertEquals } from "@std/assert";
import { requiredAddress } from "../../../testing/engines/required_address.ts";
import { uniqueName } from "../../../testing/engines/unique_name.ts";
import { waitUntil } from "../../../testing/engines/wait_until.ts";
import type { LogBatch } from "../../../application/shared/log.ts";
import { peekLog } from "../../../application/shared/peek_log.ts";
import { connectKafka } from "./connect.ts";
import { KafkaLogInspector } from "./log_inspector.ts";
import { KafkaLogReader } from "./log_reader.ts";
import { KafkaLogScanner } from "./log_scanner.ts";
import { ensureTopics } from "./topics.ts";

Deno.test("KafkaLogReader and KafkaLogScanner move past aborted records and the markers of transactions", async () => {
  const kafka = connectKafka({
    brokers: requiredAddress("TEST_KAFKA_BROKERS").split(","),
    clientId: "transactions",
  });
  const topic = uniqueName("transactions");
  await using stack = new AsyncDisposableStack();
  const inspector = new KafkaLogInspector(kafka);
  stack.defer(() => inspector.close());
  const admin = kafka.admin();
  await admin.connect();
  stack.defer(async () => {
    await admin.deleteTopics({ topics: [topic] });
    await admin.disconnect();
  });
  await ensureTopics(kafka, [{ topic, partitions: 1, replicas: 1 }]);
  const producer = kafka.producer({ transactionalId: topic, idempotent: true, maxInFlightRequests: 1 });
  await producer.connect();
  stack.defer(() => producer.disconnect());
  const send = async (values: readonly string[], end: "commit" | "abort") => {
    const transaction = await producer.transaction();
    await transaction.send({ topic, messages: values.map((value) => ({ value })) });
    await transaction[end]();
  };
  const scanner = new KafkaLogScanner(kafka, inspector, () => uniqueName("scan"));
  const peek = async (limit: number) => {
    const records = await peekLog({ scanner, inspector }, { topic, limit });
    return records.map(({ value }) => new TextDecoder().decode(value!));
  };

  await send(["one", "two"], "commit");
  await waitUntil("see the commit's marker", async () => (await peek(1)).length > 0);
  assertEquals(await peek(1), ["two"]);

  const taken: LogBatch[] = [];
  const handler = {
    positionOf: () => Promise.resolve(0),
    take: (batch: LogBatch) => {
      taken.push(batch);
      return Promise.resolve("taken" as const);
    },
  };
  const stop = new AbortController();
  const reading = new KafkaLogReader(kafka, { inspector, onError: () => {} }).read(topic, topic, handler, stop.signal);
  stack.defer(async () => {
    stop.abort();
    await reading;
  });
  const end = async () => (await inspector.ranges(topic))[0]!.end;
  const position = () => taken.at(-1)?.next ?? 0;
  await waitUntil("store the first transaction", async () => position() === await end());

  await send(Array.from({ length: 30 }, (_, n) => `undone ${n}`), "abort");
  await waitUntil("see the abort's marker", async () => await end() === 34);
  assertEquals(await peek(2), ["one", "two"]);
  await waitUntil("leave no lag behind what was aborted", async () => position() === await end());
  await send(["three"], "commit");
  await waitUntil("store the third transaction", async () => position() === await end());
  assertEquals(taken.flatMap(({ records }) => records.map(({ offset }) => offset)), [0, 1, 34]);
  for (const [nth, { from }] of taken.entries()) assertEquals(from, taken[nth - 1]?.next ?? 0, "no gap between steps");
});
