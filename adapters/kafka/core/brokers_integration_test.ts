import { assert, assertEquals } from "@std/assert";
import { requiredAddress } from "../../../testing/engines/required_address.ts";
import { uniqueName } from "../../../testing/engines/unique_name.ts";
import { KafkaBrokers } from "./brokers.ts";
import { connectKafka } from "./connect.ts";
import { KafkaLogInspector } from "./log_inspector.ts";
import { KafkaLogReader } from "./log_reader.ts";
import { withAdmin } from "./topics.ts";

const kafka = () =>
  connectKafka({ brokers: requiredAddress("TEST_KAFKA_BROKERS").split(","), clientId: "brokers-test" });

Deno.test("KafkaBrokers creates a topic once and describes it with its replicas and settings", async () => {
  const brokers = new KafkaBrokers(kafka());
  const topic = uniqueName("described");
  try {
    assertEquals(await brokers.create({ topic, partitions: 4, replicas: 3 }), "created");
    assertEquals(await brokers.create({ topic, partitions: 9, replicas: 1 }), "exists");
    assert((await brokers.topicNames()).includes(topic));
    const [description] = await brokers.describe([topic]);
    assertEquals(description?.partitions.map(({ partition }) => partition), [0, 1, 2, 3]);
    for (const { leader, replicas, inSync } of description!.partitions) {
      assertEquals([replicas.length, inSync.length], [3, 3]);
      assert(replicas.includes(leader!));
    }
    const setting = (name: string) => description!.settings.find((each) => each.name === name);
    assertEquals(setting("min.insync.replicas"), { name: "min.insync.replicas", value: "2", isDefault: false });
    assertEquals(setting("cleanup.policy")?.value, "delete");
  } finally {
    await withAdmin(kafka(), (admin) => admin.deleteTopics({ topics: [topic] }));
  }
});

Deno.test("KafkaBrokers omits unknown topics and does not create them", async () => {
  const brokers = new KafkaBrokers(kafka());
  const topic = uniqueName("unknown");
  assertEquals(await brokers.describe([topic]), []);
  assert(!(await brokers.topicNames()).includes(topic));
});

Deno.test("KafkaBrokers lists every broker, one of them the controller", async () => {
  const all = await new KafkaBrokers(kafka()).all();
  assertEquals(all.length, requiredAddress("TEST_KAFKA_BROKERS").split(",").length);
  assertEquals(all.filter(({ isController }) => isController).length, 1);
});

Deno.test("KafkaBrokers returns the members of a group with their partitions", async () => {
  const client = kafka();
  const brokers = new KafkaBrokers(client);
  const inspector = new KafkaLogInspector(client);
  const topic = uniqueName("read");
  const group = uniqueName("readers");
  await brokers.create({ topic, partitions: 2, replicas: 1 });
  const stop = new AbortController();
  const handler = { positionOf: () => Promise.resolve(0), take: () => Promise.resolve("taken" as const) };
  const reading = new KafkaLogReader(client, { inspector, onError: () => {} }).read(topic, group, handler, stop.signal);
  try {
    let members = await brokers.members(group);
    while (members.flatMap(({ partitions }) => partitions).length < 2) members = await brokers.members(group);
    assertEquals(members.length, 1);
    assertEquals(members[0]!.partitions.toSorted((a, b) => a.partition - b.partition), [
      { topic, partition: 0 },
      { topic, partition: 1 },
    ]);
    assertEquals(await brokers.members(uniqueName("unknown")), []);
  } finally {
    stop.abort();
    await reading;
    await inspector.close();
    await withAdmin(client, async (admin) => {
      await admin.deleteTopics({ topics: [topic] });
      await admin.deleteGroups([group]).catch(() => {});
    });
  }
});
