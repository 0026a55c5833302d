import { Buffer } from "node:buffer";
import kafkajs, { type Message } from "kafkajs";
import { connectKafka } from "../../../adapters/kafka/core/connect.ts";
import { KafkaLogInspector } from "../../../adapters/kafka/core/log_inspector.ts";
import { KafkaLogReader } from "../../../adapters/kafka/core/log_reader.ts";
import { KafkaLogScanner } from "../../../adapters/kafka/core/log_scanner.ts";
import { KafkaLogWriter } from "../../../adapters/kafka/core/log_writer.ts";
import { ensureTopics, withAdmin } from "../../../adapters/kafka/core/topics.ts";
import { MemoryLog } from "../../../adapters/memory/core/log.ts";
import type { WellMade } from "../../../testing/fixtures/malformed_messages.ts";
import { requiredAddress } from "../../../testing/engines/required_address.ts";
import { type LogOfShop, malformedMessagesContract, type Stranger } from "./malformed_messages_contract.ts";
import { allStreams } from "../../../adapters/kafka/stream_names.ts";
import { topicPlans } from "../engines/kafka.ts";

const { CompressionTypes, ConfigResourceTypes, Partitioners } = kafkajs;

malformedMessagesContract("memory log", (): Promise<LogOfShop> => {
  const log = new MemoryLog({ now: () => new Date() });
  return Promise.resolve({
    prefix: "",
    log: { createTopics: () => Promise.resolve(), writer: log, reader: log, inspector: log, scanner: log },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  });
});

malformedMessagesContract("Kafka", async (): Promise<LogOfShop> => {
  const prefix = `malformed-${crypto.randomUUID().slice(0, 8)}.`;
  const kafka = connectKafka({ brokers: requiredAddress("TEST_KAFKA_BROKERS").split(","), clientId: "test" });
  const topics = topicPlans(prefix, { partitions: 3, replicas: 3 });
  await ensureTopics(kafka, topics);
  const inspector = new KafkaLogInspector(kafka);
  const writer = new KafkaLogWriter(kafka);
  return {
    prefix,
    log: {
      createTopics: () => ensureTopics(kafka, topics),
      writer,
      inspector,
      reader: new KafkaLogReader(kafka, { inspector, onError: () => {} }),
      scanner: new KafkaLogScanner(kafka, inspector, () => `${prefix}scan-${crypto.randomUUID()}`),
    },
    strangers: (topic, wellMade) => sendStrangers(kafka, topic, wellMade),
    [Symbol.asyncDispose]: async () => {
      await Promise.all([writer.close(), inspector.close()]);
      await withAdmin(kafka, async (admin) => {
        await admin.deleteTopics({ topics: topics.map(({ topic }) => topic) });
        await admin.deleteGroups(allStreams(prefix).map(({ group }) => group)).catch(() => {});
      });
    },
  };
});

/** What other producers send: compressed batches, headers given twice, keys that are no text, times out of the calendar. */
async function sendStrangers(
  kafka: ReturnType<typeof connectKafka>,
  topic: string,
  wellMade: (nth: number) => WellMade,
): Promise<readonly Stranger[]> {
  const anyTime = { name: "message.timestamp.after.max.ms", value: "9223372036854775807" };
  await withAdmin(kafka, (admin) =>
    admin.alterConfigs({
      validateOnly: false,
      resources: [{ type: ConfigResourceTypes.TOPIC, name: topic, configEntries: [anyTime] }],
    }));
  const { GZIP, Snappy, ZSTD, None } = CompressionTypes;
  const asMessage = ({ key, data, headers }: WellMade): Message => ({ key, headers, value: JSON.stringify(data) });
  const noText = Buffer.alloc(600_000, 0xff);
  const given: readonly (readonly [Stranger["fate"], kafkajs.CompressionTypes, (wellMade: Message) => Message])[] = [
    ...[GZIP, Snappy, ZSTD].map((type) => ["stored", type, (message: Message) => message] as const),
    ["stored", None, (message) => ({ ...message, headers: twice(message.headers!) })],
    ["stored", None, (message) => ({ ...message, timestamp: "9000000000000000" })],
    // Larger than any broker takes, but not as it travels.
    ["not_json", GZIP, (message) => ({ ...message, value: Buffer.alloc(20_000_000, 0x78) })],
    // Three times as large once it is read as text.
    ["not_json", None, (message) => ({ ...message, key: noText, value: "?" })],
    ["unknown_type", None, (message) => ({ ...message, headers: { ce_type: noText } })],
  ];
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  await producer.connect();
  try {
    const strangers: Stranger[] = [];
    for (const [nth, [fate, compression, change]] of given.entries()) {
      const message = { ...change(asMessage(wellMade(nth))), partition: 0 };
      const [sent] = await producer.send({ topic, acks: -1, compression, messages: [message] });
      strangers.push({ fate, nth, place: { partition: 0, offset: Number(sent!.baseOffset) } });
    }
    return strangers;
  } finally {
    await producer.disconnect();
  }
}

function twice(headers: NonNullable<Message["headers"]>): NonNullable<Message["headers"]> {
  return Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, ["not the last", String(text)]]));
}
