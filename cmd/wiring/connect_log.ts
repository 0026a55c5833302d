import type { Kafka } from "kafkajs";
import { connectKafka, type KafkaOptions } from "../../adapters/kafka/connect.ts";
import type { KafkaConfig } from "./config.ts";
import { readAuthority } from "./read_authority.ts";

/** A client for the configured Kafka. */
export function connectLog(
  { brokers, tls, caFile, sasl }: KafkaConfig,
  onLog: NonNullable<KafkaOptions["onLog"]>,
): Kafka {
  return connectKafka({
    brokers,
    clientId: "tillstream",
    tls,
    ...(caFile ? { ca: readAuthority("KAFKA_CA_FILE", caFile) } : {}),
    // kafkajs types each mechanism apart; the fields are the same.
    ...(sasl ? { sasl: sasl as { mechanism: "plain"; username: string; password: string } } : {}),
    onLog,
  });
}
