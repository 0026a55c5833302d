import type { Kafka } from "kafkajs";
import { connectKafka, type KafkaOptions } from "../../../adapters/kafka/core/connect.ts";
import { checkKafkaConnection, kafkaRefusalOf } from "../../../adapters/kafka/core/preflight.ts";
import { type LoginObserver, observeLogin } from "../../../adapters/kafka/core/observe_login.ts";
import type { KafkaConfig } from "../config/kafka_config.ts";
import { readPassword, reread } from "../config/reread.ts";
import { readTlsFiles } from "../config/tls.ts";
import { CredentialWatch } from "../process/credential_watch.ts";
import { explainRefusal, kafkaSettings } from "./remedies.ts";
import { rejection, requireReachable } from "./require_engines.ts";
import { MessageEventLog } from "../../../adapters/kafka/commerce/event_log.ts";
import { KafkaLogInspector } from "../../../adapters/kafka/core/log_inspector.ts";
import { KafkaLogReader } from "../../../adapters/kafka/core/log_reader.ts";
import { KafkaLogScanner } from "../../../adapters/kafka/core/log_scanner.ts";
import { KafkaLogWriter } from "../../../adapters/kafka/core/log_writer.ts";
import { ensureTopics, type TopicPlan } from "../../../adapters/kafka/core/topics.ts";
import { withRetry } from "../../../adapters/system/with_retry.ts";
import { newTraceparent } from "../../../adapters/system/traceparent.ts";
import type { EventLog } from "../../../application/commerce/ports/stream.ts";
import type { LogInspector, LogReader, LogScanner, LogWriter } from "../../../application/shared/log.ts";
import { reasonOf } from "../../../application/shared/fault.ts";
import { embeddedLog } from "./embedded.ts";
import type { Forget } from "./log_store.ts";
import { allStreams, PERSONAL_RETENTION_MS, streamNames, topicsOf } from "../../../adapters/kafka/stream_names.ts";
import type { Process } from "../process/run_process.ts";
import { deadLetterTopic } from "../../../application/shared/dead_letter_record.ts";

export function connectLog(
  config: KafkaConfig,
  onLog: NonNullable<KafkaOptions["onLog"]>,
  observer?: LoginObserver,
): Kafka {
  const options = logOptions(config);
  const { sasl } = options;
  return connectKafka({ ...options, ...(sasl && observer ? { sasl: observeLogin(sasl, observer) } : {}), onLog });
}

/** Throws `WrongSettings` if the brokers reject these settings; does not wait for unreachable ones. */
export async function requireKafkaReachable(kafka: KafkaConfig): Promise<void> {
  requireReachable(await checkKafkaConnection(logOptions(kafka)), kafkaSettings(kafka));
}

/** Throws `WrongSettings` for a file that can't be read. */
export function logOptions(config: KafkaConfig): KafkaOptions {
  const { brokers, tls, sasl } = config;
  return {
    brokers,
    clientId: "tillstream",
    tls,
    tlsTexts: reread(() => readTlsFiles("KAFKA", config)),
    ...(sasl ? { sasl: loginOf(sasl) } : {}),
  };
}

/** kafkajs types each mechanism apart; the fields are the same. */
function loginOf({ mechanism, username, password, passwordFile }: NonNullable<KafkaConfig["sasl"]>) {
  const read = passwordFile ? reread(() => readPassword(passwordFile)) : () => password;
  const login = {
    mechanism,
    username,
    get password() {
      return read();
    },
  };
  return login as { mechanism: "plain"; username: string; password: string };
}

export interface Log {
  readonly writer: LogWriter;
  readonly reader: LogReader;
  readonly inspector: LogInspector;
  readonly scanner: LogScanner;
  readonly events: EventLog;
  /** Those of the shop that are missing. Throws `Outage`. */
  readonly createTopics: () => Promise<unknown>;
  /** Where the log can. */
  readonly forget?: Forget;
}

interface LogOptions {
  readonly createTopics?: boolean;
}

export async function openLog(process: Process, { createTopics = true }: LogOptions = {}): Promise<Log> {
  const { config, metrics } = process;
  const engine = config.kafka ? await openKafka(process, config.kafka, createTopics) : await openEmbeddedLog(process);
  const events = new MessageEventLog(engine.writer, {
    topics: topicsOf(streamNames(config.prefix)),
    source: "/tillstream/commerce",
    newTraceparent,
    onPublished: (topic, count) => metrics.published.inc({ topic }, count),
  });
  return { ...engine, events };
}

async function openKafka(
  { config, log, health, longRunning, signal, closing, fail }: Process,
  kafkaConfig: KafkaConfig,
  createTopics: boolean,
): Promise<Omit<Log, "events">> {
  await requireKafkaReachable(kafkaConfig);
  const settings = kafkaSettings(kafkaConfig);
  const watch = new CredentialWatch({ onEnd: (refusal) => fail(rejection(refusal, settings)) });
  const kafka = connectLog(
    kafkaConfig,
    (level, message) => log[level === "error" ? "warn" : "debug"]({ engine: "kafka" }, message),
    { accepted: () => watch.accepted(), refused: (error) => watch.refused(kafkaRefusalOf(error, kafkaConfig)) },
  );
  const inspector = new KafkaLogInspector(kafka);
  closing.opened("Kafka's inspector", () => inspector.close());
  const writer = new KafkaLogWriter(kafka);
  closing.opened("Kafka's producer", () => writer.close());
  const names = allStreams(config.prefix);
  const create = () => ensureTopics(kafka, topicPlans(config.prefix, kafkaConfig));
  const retry = withRetry((error) => log.warn({ reason: reasonOf(error) }, "cannot reach Kafka yet: trying again"));
  if (createTopics) await (longRunning ? retry(create, signal) : create());
  health.needs(
    "kafka",
    () => inspector.ranges(names[0]!.topic),
    (error) => explainRefusal(kafkaRefusalOf(error, kafkaConfig), settings),
  );
  const onError = (error: unknown, what: string) => log.warn({ reason: reasonOf(error) }, `${what}: starting again`);
  return {
    writer,
    createTopics: create,
    inspector,
    reader: new KafkaLogReader(kafka, { inspector, onError }),
    scanner: new KafkaLogScanner(kafka, inspector, () => `${config.prefix}scan-${crypto.randomUUID()}`),
  };
}

async function openEmbeddedLog(process: Process): Promise<Omit<Log, "events">> {
  const log = await embeddedLog(process);
  const forget: Forget = (...about) => log.forget(...about);
  return { createTopics: () => Promise.resolve(), writer: log, reader: log, inspector: log, scanner: log, forget };
}

/** A dead letter of the largest record still fits, with its cause. */
const DEAD_LETTER_BYTES = 2_097_152;

export function topicPlans(prefix: string, { partitions, replicas }: Pick<KafkaConfig, "partitions" | "replicas">) {
  return allStreams(prefix).flatMap(({ topic, eventType }): TopicPlan[] => {
    // The certificate of an erasure promises this.
    const kept = eventType === "product.listed" ? {} : { retentionMs: PERSONAL_RETENTION_MS };
    const plan = { partitions, replicas, ...kept };
    return [{ topic, ...plan }, { topic: deadLetterTopic(topic), ...plan, maxMessageBytes: DEAD_LETTER_BYTES }];
  });
}
