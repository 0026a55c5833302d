import { Kafka, type KafkaConfig, logLevel, type SASLOptions } from "kafkajs";
import { mendTimers } from "./mend_timers.ts";

export interface KafkaOptions {
  readonly brokers: readonly string[];
  readonly clientId: string;
  readonly tls?: boolean;
  /** PEM text of the authority that signed the brokers' certificates; otherwise the system's count. */
  readonly ca?: string;
  readonly sasl?: SASLOptions;
  /** Receives what the client has to say, one line each; errors in the middle of a broker's death are normal. */
  readonly onLog?: (level: "warn" | "error", message: string) => void;
}

/** A client; no connection is made before it is used. */
export function connectKafka({ brokers, clientId, tls, ca, sasl, onLog }: KafkaOptions): Kafka {
  mendTimers();
  const config: KafkaConfig = {
    brokers: [...brokers],
    clientId,
    ssl: tls && ca ? { ca } : tls ?? false,
    connectionTimeout: 3_000,
    requestTimeout: 15_000,
    // Long enough for a partition to find a new leader (7–14 s after a broker was killed), then the caller decides.
    retry: { initialRetryTime: 200, maxRetryTime: 3_000, retries: 10 },
    logLevel: logLevel.WARN,
    logCreator: () => ({ level, log }) => {
      const detail = log.error ?? "";
      onLog?.(level === logLevel.ERROR ? "error" : "warn", `${log.message}${detail ? `: ${detail}` : ""}`);
    },
    ...(sasl ? { sasl } : {}),
  };
  return new Kafka(config);
}
