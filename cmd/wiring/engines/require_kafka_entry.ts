import { knockAtKafka } from "../../../adapters/kafka/core/knock.ts";
import type { KafkaConfig } from "../config/config.ts";
import { logOptions } from "./connect_log.ts";
import { kafkaSettings, refusedEntry } from "./explain_refusal.ts";

/** Throws `WrongSettings` where brokers are there and let nobody in with these settings. Brokers that are away may come. */
export async function requireKafkaEntry(kafka: KafkaConfig): Promise<void> {
  const refusal = await knockAtKafka(logOptions(kafka));
  if (refusal) throw refusedEntry(refusal, kafkaSettings(kafka));
}
