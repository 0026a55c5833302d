import type { TopicPlan } from "../../../adapters/kafka/core/topics.ts";
import { deadLetterTopic } from "../../../application/shared/dead_letter_record.ts";
import type { KafkaConfig } from "../config/config.ts";
import { allStreams, IDENTITY_RETENTION_MS } from "./names.ts";

/** A dead letter is its record and the cause: the largest record that a topic takes must still fit. */
const DEAD_LETTER_BYTES = 2_097_152;

/** Every topic of an installation, as it is made. */
export function topicPlans(prefix: string, { partitions, replicas }: Pick<KafkaConfig, "partitions" | "replicas">) {
  return allStreams(prefix).flatMap(({ topic, eventType }): TopicPlan[] => {
    // Where customers were is kept no longer than the certificate of an erasure says.
    const kept = eventType === "customer.identified" ? { retentionMs: IDENTITY_RETENTION_MS } : {};
    const plan = { partitions, replicas, ...kept };
    return [{ topic, ...plan }, { topic: deadLetterTopic(topic), ...plan, maxMessageBytes: DEAD_LETTER_BYTES }];
  });
}
