import { takeDataFolder } from "../../../adapters/embedded/data_folder.ts";
import { Journal } from "../../../adapters/embedded/journal.ts";
import { MessageEventLog } from "../../../adapters/kafka/commerce/event_log.ts";
import { KafkaLogInspector } from "../../../adapters/kafka/core/log_inspector.ts";
import { KafkaLogReader } from "../../../adapters/kafka/core/log_reader.ts";
import { KafkaLogScanner } from "../../../adapters/kafka/core/log_scanner.ts";
import { KafkaLogWriter } from "../../../adapters/kafka/core/log_writer.ts";
import { ensureTopics } from "../../../adapters/kafka/core/topics.ts";
import { MemoryLog } from "../../../adapters/memory/core/log.ts";
import { withRetry } from "../../../adapters/system/with_retry.ts";
import { newTraceparent } from "../../../adapters/system/traceparent.ts";
import type { EventLog } from "../../../application/commerce/ports/event_log.ts";
import type { LogInspector, LogReader, LogScanner, LogWriter } from "../../../application/shared/log.ts";
import { reasonOf } from "../../../application/shared/fault.ts";
import type { KafkaConfig } from "../config/config.ts";
import { connectLog } from "./connect_log.ts";
import { folderInUse } from "./open_store.ts";
import { allStreams, streamNames, topicsOf } from "./names.ts";
import type { Process } from "../process/run_process.ts";
import { requireKafkaEntry } from "./require_kafka_entry.ts";
import { topicPlans } from "./topic_plans.ts";

/** Everything a process may do with the log. */
export interface Log {
  readonly writer: LogWriter;
  readonly reader: LogReader;
  readonly inspector: LogInspector;
  readonly scanner: LogScanner;
  readonly events: EventLog;
  /** Takes a key's records out of a topic, where the log can do that; gives how many there were. */
  readonly forget?: (topic: string, key: string) => Promise<number>;
}

export interface LogOptions {
  /** Whether the shop's topics are made where they are missing; who only looks leaves it. */
  readonly createTopics?: boolean;
}

/** Opens Kafka, or, where none is configured, the log of this process; the topics exist afterwards. */
export async function openLog(process: Process, { createTopics = true }: LogOptions = {}): Promise<Log> {
  const { config, metrics } = process;
  const engine = config.kafka ? await openKafka(process, config.kafka, createTopics) : await openMemoryLog(process);
  const events = new MessageEventLog(engine.writer, {
    topics: topicsOf(streamNames(config.prefix)),
    source: "/tillstream/commerce",
    newTraceparent,
    onPublished: (topic, count) => metrics.published.inc({ topic }, count),
  });
  return { ...engine, events };
}

async function openKafka(
  { config, log, health, longRunning, signal, closing }: Process,
  kafkaConfig: KafkaConfig,
  createTopics: boolean,
): Promise<Omit<Log, "events">> {
  await requireKafkaEntry(kafkaConfig);
  const kafka = connectLog(
    kafkaConfig,
    (level, message) => log[level === "error" ? "warn" : "debug"]({ engine: "kafka" }, message),
  );
  const inspector = new KafkaLogInspector(kafka);
  closing.defer(() => inspector.close());
  const writer = new KafkaLogWriter(kafka);
  closing.defer(() => writer.close());
  const names = allStreams(config.prefix);
  const create = () => ensureTopics(kafka, topicPlans(config.prefix, kafkaConfig));
  const retry = withRetry((error) => log.warn({ reason: reasonOf(error) }, "cannot reach Kafka yet: trying again"));
  if (createTopics) await (longRunning ? retry(create, signal) : create());
  health.needs("kafka", () => inspector.ranges(names[0]!.topic));
  const onError = (error: unknown, what: string) => log.warn({ reason: reasonOf(error) }, `${what}: starting again`);
  return {
    writer,
    inspector,
    reader: new KafkaLogReader(kafka, { inspector, onError }),
    scanner: new KafkaLogScanner(kafka, inspector, () => `${config.prefix}scan-${crypto.randomUUID()}`),
  };
}

/** The log of this process, kept in a file of the data folder so that what it acknowledged survives the process. */
async function openMemoryLog({ config, closing }: Process): Promise<Omit<Log, "events">> {
  const now = () => new Date();
  if (config.dataFolder === null) return allOf(new MemoryLog({ now }));
  if (config.database.kind === "server") {
    const folder = await takeDataFolder(config.dataFolder);
    if ("owner" in folder) throw folderInUse(config.dataFolder, folder);
    closing.defer(() => folder.release());
  }
  const { journal, records } = await Journal.open(`${config.dataFolder}/log.jsonl`);
  closing.defer(() => journal.close());
  const log = new MemoryLog({ now, journal });
  log.restore(records);
  await journal.keepOnly(() => log.records());
  return {
    ...allOf(log),
    forget: async (topic, key) => {
      const blanked = log.blank(topic, key);
      if (blanked > 0) await journal.keepOnly(() => log.records());
      return blanked;
    },
  };
}

function allOf(log: MemoryLog): Omit<Log, "events"> {
  return {
    forget: (topic, key) => Promise.resolve(log.blank(topic, key)),
    writer: log,
    reader: log,
    inspector: log,
    scanner: log,
  };
}
