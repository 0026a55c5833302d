import { connectKafka } from "../../adapters/kafka/core/connect.ts";
import { MessageEventLog } from "../../adapters/kafka/commerce/event_log.ts";
import { KafkaLogInspector } from "../../adapters/kafka/core/log_inspector.ts";
import { KafkaLogScanner } from "../../adapters/kafka/core/log_scanner.ts";
import { KafkaLogWriter } from "../../adapters/kafka/core/log_writer.ts";
import { ensureTopics } from "../../adapters/kafka/core/topics.ts";
import { newTraceparent } from "../../adapters/system/traceparent.ts";
import { deadLetterTopic } from "../../application/shared/dead_letter_record.ts";
import type { EventLog } from "../../application/commerce/ports/stream.ts";
import type { LogInspector, LogScanner, LogWriter } from "../../application/shared/log.ts";
import { allStreams, streamNames, topicsOf } from "../../adapters/kafka/stream_names.ts";
import type { Installation } from "./installation.ts";

export interface KafkaClient extends AsyncDisposable {
  readonly names: ReturnType<typeof streamNames>;
  readonly events: EventLog;
  readonly writer: LogWriter;
  readonly inspector: LogInspector;
  readonly scanner: LogScanner;
  count(topic: string): Promise<number>;
}

/** Opens a client and creates the topics. */
export async function openKafkaClient({ prefix, env }: Installation): Promise<KafkaClient> {
  const names = streamNames(prefix);
  const kafka = connectKafka({ brokers: env.KAFKA_BROKERS!.split(","), clientId: "test" });
  const topics = allStreams(prefix).flatMap(({ topic }) => [topic, deadLetterTopic(topic)]);
  await ensureTopics(kafka, topics.map((topic) => ({ topic, partitions: 3, replicas: 3 })));
  const writer = new KafkaLogWriter(kafka);
  const inspector = new KafkaLogInspector(kafka);
  return {
    names,
    events: new MessageEventLog(writer, { topics: topicsOf(names), source: "/test", newTraceparent }),
    writer,
    inspector,
    scanner: new KafkaLogScanner(kafka, inspector, () => `${prefix}scan-${crypto.randomUUID()}`),
    count: async (topic) => (await inspector.ranges(topic)).reduce((sum, { first, end }) => sum + end - first, 0),
    [Symbol.asyncDispose]: async () => {
      await writer.close();
      await inspector.close();
    },
  };
}
