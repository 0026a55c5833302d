import { assert, assertEquals } from "@std/assert";
import { temporaryKafkaPair } from "../../../testing/engines/temporary_kafka_pair.ts";
import { waitUntil } from "../../../testing/engines/wait_until.ts";
import { Reading, records, Shelf } from "../../../testing/ports/log.ts";
import { connectKafka } from "./connect.ts";
import { KafkaLogInspector } from "./log_inspector.ts";
import { KafkaLogReader } from "./log_reader.ts";
import { KafkaLogWriter } from "./log_writer.ts";
import { ensureTopics } from "./topics.ts";
import { readTopicState } from "./topic_state.ts";
import { createRawCluster } from "./raw_cluster.ts";

const TOPIC = "orders";
const PARTITIONS = 4;

Deno.test("partitions with a leader are read and written while others have none, also by who starts then", async () => {
  await using pair = await temporaryKafkaPair();
  const connect = () => connectKafka({ brokers: pair.brokers, clientId: "test" });
  await waitUntil("make a topic with leaders on both brokers", async () => {
    await ensureTopics(connect(), [{ topic: TOPIC, partitions: PARTITIONS, replicas: 1 }]);
    return true;
  });
  const inspector = new KafkaLogInspector(connect());
  const writer = new KafkaLogWriter(connect());
  await using _closing = {
    [Symbol.asyncDispose]: async () => void await Promise.all([inspector.close(), writer.close()]),
  };
  const newReader = () => new KafkaLogReader(connect(), { inspector, onError: () => {} });
  const shelf = new Shelf();
  await using reading = new Reading(newReader(), TOPIC, "first", shelf);
  const receipts = await writer.append(TOPIC, records(40));
  await shelf.untilTaken(40);
  await pair.killSecond();

  await waitUntil("see partitions without a leader", async () => {
    const there = await inspector.ranges(TOPIC);
    return there.length > 0 && there.length < PARTITIONS;
  });
  const led = new Set((await inspector.ranges(TOPIC)).map(({ partition }) => partition));
  const keys = new Set(
    records(40).filter((_, nth) => led.has(receipts[nth]!.partition)).map(({ key }) => key),
  );
  assert(keys.size > 0 && keys.size < 20, `${keys.size} keys`);
  const healthy = records(40, "record").filter(({ key }) => keys.has(key));
  const later = new KafkaLogWriter(connect());
  await later.append(TOPIC, healthy);
  await later.close();
  await shelf.untilTaken(40 + healthy.length);
  const fresh = new Shelf();
  await using _fresh = new Reading(newReader(), TOPIC, "second", fresh);
  await fresh.untilTaken(2 * healthy.length);
  assertEquals(fresh.taken.every(({ partition }) => led.has(partition)), true);

  const cluster = createRawCluster(connect());
  await cluster.connect();
  const state = await readTopicState(await cluster.brokerPool.findConnectedBroker(), TOPIC);
  await cluster.disconnect();
  assertEquals(state!.partitions.filter(({ leader }) => leader === null).length, PARTITIONS - led.size);
  reading.abort();
});
