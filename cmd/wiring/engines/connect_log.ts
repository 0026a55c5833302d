import type { Kafka } from "kafkajs";
import { connectKafka, type KafkaOptions } from "../../../adapters/kafka/core/connect.ts";
import { checkKafkaConnection } from "../../../adapters/kafka/core/preflight.ts";
import type { KafkaConfig } from "../config/config.ts";
import { readTlsFiles } from "../config/read_tls_files.ts";
import { kafkaSettings } from "./remedies.ts";
import { requireReachable } from "./require_reachable.ts";

/** A client for the configured Kafka. */
export function connectLog(config: KafkaConfig, onLog: NonNullable<KafkaOptions["onLog"]>): Kafka {
  return connectKafka({ ...logOptions(config), onLog });
}

/** Throws `WrongSettings` if the brokers reject these settings. Unreachable ones may come. */
export async function requireKafkaReachable(kafka: KafkaConfig): Promise<void> {
  requireReachable(await checkKafkaConnection(logOptions(kafka)), kafkaSettings(kafka));
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
