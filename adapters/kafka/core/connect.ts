import { Kafka, type KafkaConfig, logLevel, type SASLOptions } from "kafkajs";
import { readAnew, type TlsTexts } from "../../system/tls_texts.ts";
import { teachCompression } from "./compression.ts";
import { patchBrokerPool } from "./patch_broker_pool.ts";
import { patchFetch } from "./patch_fetch.ts";
import { patchMetadata } from "./patch_metadata.ts";
import { patchTimers } from "./patch_timers.ts";

export interface KafkaOptions extends TlsTexts {
  readonly brokers: readonly string[];
  readonly clientId: string;
  readonly tls?: boolean;
  /** Asked for each connection, instead of `ca`, `cert` and `key`. Must not throw. */
  readonly tlsTexts?: () => TlsTexts;
  /** The password may be a getter, asked for each connection. */
  readonly sasl?: SASLOptions;
  readonly retries?: number;
  /** Errors while a broker fails over are normal. */
  readonly onLog?: (level: "warn" | "error", message: string) => void;
}

/** Long enough to elect a new leader (7–14 s after a broker was killed). */
const RETRIES = 10;

export function connectKafka(options: KafkaOptions): Kafka {
  const { brokers, clientId, tls = false, sasl, retries = RETRIES, onLog } = options;
  patchTimers();
  patchBrokerPool();
  patchMetadata();
  patchFetch();
  teachCompression();
  const config: KafkaConfig = {
    brokers: [...brokers],
    clientId,
    ssl: tls && readAnew(options.tlsTexts ?? (() => options)),
    connectionTimeout: 3_000,
    requestTimeout: 15_000,
    retry: { initialRetryTime: 200, maxRetryTime: 3_000, retries },
    logLevel: logLevel.WARN,
    logCreator: () => ({ level, log }) => {
      const detail = log.error ?? "";
      onLog?.(level === logLevel.ERROR ? "error" : "warn", `${log.message}${detail ? `: ${detail}` : ""}`);
    },
    ...(sasl ? { sasl } : {}),
  };
  return new Kafka(config);
}
