import { assertEquals } from "@std/assert";
import { requiredAddress } from "../../testing/required_address.ts";
import { uniqueName } from "../../testing/unique_name.ts";
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
  const [three, two, unknown] = [uniqueName("three"), uniqueName("two"), uniqueName("unknown")];
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
