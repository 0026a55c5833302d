import type { Kafka } from "kafkajs";
import { connectKafka, type KafkaOptions } from "../../../adapters/kafka/core/connect.ts";
import type { KafkaConfig } from "../config/config.ts";
import { readTlsFiles } from "../config/read_tls_files.ts";

/** A client for the configured Kafka. */
export function connectLog(config: KafkaConfig, onLog: NonNullable<KafkaOptions["onLog"]>): Kafka {
  return connectKafka({ ...logOptions(config), onLog });
}

/** What the settings say of Kafka, as the client takes it. Throws `WrongSettings` for a file that can't be read. */
export function logOptions(config: KafkaConfig): KafkaOptions {
  const { brokers, tls, sasl } = config;
  return {
    brokers,
    clientId: "tillstream",
    tls,
    ...readTlsFiles("KAFKA", config),
    // kafkajs types each mechanism apart; the fields are the same.
    ...(sasl ? { sasl: sasl as { mechanism: "plain"; username: string; password: string } } : {}),
  };
}
