import { Kafka, logLevel } from "kafkajs";
import { assert, assertEquals } from "@std/assert";
import { Outage } from "../../../application/shared/fault.ts";
import { requiredAddress } from "../../../testing/engines/required_address.ts";
import { uniqueName } from "../../../testing/engines/unique_name.ts";
import { KafkaBrokers } from "./brokers.ts";
import { connectKafka } from "./connect.ts";
import { KafkaLogInspector } from "./log_inspector.ts";
import { withAdmin } from "./topics.ts";

Deno.test("KafkaLogInspector answers about several topics at once, also about unknown ones", async () => {
  const complaints: string[] = [];
  const kafka = connectKafka({
    brokers: requiredAddress("TEST_KAFKA_BROKERS").split(","),
    clientId: "inspector-test",
    onLog: (_, message) => complaints.push(message),
  });
  const brokers = new KafkaBrokers(kafka);
  const three = uniqueName("three");
  const two = uniqueName("two");
  const unknown = uniqueName("unknown");
  await brokers.create({ topic: three, partitions: 3, replicas: 1 });
  await brokers.create({ topic: two, partitions: 2, replicas: 1 });
  const inspector = new KafkaLogInspector(kafka);
  try {
    const counts = async () =>
      (await Promise.all([three, unknown, two, unknown].map((topic) => inspector.ranges(topic))))
        .map(({ length }) => length);
    assertEquals(await counts(), [3, 0, 2, 0]);
    assertEquals(await counts(), [3, 0, 2, 0]);
    assertEquals(complaints, []);
  } finally {
    await inspector.close();
    await withAdmin(kafka, (admin) => admin.deleteTopics({ topics: [three, two] }));
  }
});

Deno.test("KafkaLogInspector connects once for all waiting questions when no broker answers", async () => {
  let connections = 0;
  // Accepts connections and closes them, like a dying broker.
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const knocks = (async () => {
    for await (const connection of listener) {
      connections++;
      connection.close();
    }
  })();
  const ask = async (questions: number) => {
    const inspector = new KafkaLogInspector(
      new Kafka({
        brokers: [`127.0.0.1:${listener.addr.port}`],
        retry: { retries: 2, initialRetryTime: 50 },
        logLevel: logLevel.NOTHING,
      }),
    );
    const before = connections;
    const answers = await Promise.allSettled(
      Array.from({ length: questions }, (_, nth) => inspector.ranges(`topic-${nth}`)),
    );
    await inspector.close();
    assert(answers.every((answer) => answer.status === "rejected" && answer.reason instanceof Outage));
    return connections - before;
  };
  const one = await ask(1);
  const ten = await ask(10);
  assert(one > 0 && ten < 2 * one, `${one} connections for one question, ${ten} for ten`);
  listener.close();
  await knocks;
});
