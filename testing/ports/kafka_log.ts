import { connectKafka } from "../../adapters/kafka/core/connect.ts";
import { KafkaLogInspector } from "../../adapters/kafka/core/log_inspector.ts";
import { KafkaLogReader } from "../../adapters/kafka/core/log_reader.ts";
import { KafkaLogScanner } from "../../adapters/kafka/core/log_scanner.ts";
import { KafkaLogWriter } from "../../adapters/kafka/core/log_writer.ts";
import { ensureTopics, withAdmin } from "../../adapters/kafka/core/topics.ts";
import { type LogUnderTest, PARTITIONS } from "./log.ts";
import { requiredAddress } from "../engines/required_address.ts";
import { uniqueName } from "../engines/unique_name.ts";

/** The real Kafka; topics and groups of the test are deleted when it is disposed of. */
export function kafkaLog(): Promise<LogUnderTest> {
  const kafka = connectKafka({ brokers: requiredAddress("TEST_KAFKA_BROKERS").split(","), clientId: "test" });
  const inspector = new KafkaLogInspector(kafka);
  const writer = new KafkaLogWriter(kafka);
  const topics: string[] = [];
  const groups: string[] = [];
  return Promise.resolve({
    writer,
    inspector,
    scanner: new KafkaLogScanner(kafka, inspector, () => uniqueName("scan")),
    newReader: () => new KafkaLogReader(kafka, { inspector, onError: () => {}, sessionTimeoutMs: 6_000 }),
    newTopic: async () => {
      const topic = uniqueName("topic");
      await ensureTopics(kafka, [{ topic, partitions: PARTITIONS, replicas: 3 }]);
      topics.push(topic);
      return topic;
    },
    newGroup: () => {
      groups.push(uniqueName("group"));
      return groups.at(-1)!;
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all([writer.close(), inspector.close()]);
      await withAdmin(kafka, async (admin) => {
        if (topics.length > 0) await admin.deleteTopics({ topics }).catch(() => {});
        if (groups.length > 0) await admin.deleteGroups(groups).catch(() => {});
      });
    },
  });
}
