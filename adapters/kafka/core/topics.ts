import type { Admin, ITopicConfig, Kafka } from "kafkajs";
import { Outage } from "../../../application/shared/fault.ts";
import { DAY_MS } from "../../../domain/shared/durations.ts";

export interface TopicPlan {
  readonly topic: string;
  readonly partitions: number;
  /** Fewer if the cluster has fewer brokers. */
  readonly replicas: number;
  /** Bytes of a batch; default: the brokers' setting. */
  readonly maxMessageBytes?: number;
  /** Default: the brokers' setting. */
  readonly retentionMs?: number;
}

/** Returns the created ones; leaves existing ones unchanged. Throws `Outage`. */
export async function ensureTopics(kafka: Kafka, plans: readonly TopicPlan[]): Promise<string[]> {
  return await withAdmin(kafka, async (admin) => {
    const existing = new Set(await admin.listTopics());
    const missing = plans.filter(({ topic }) => !existing.has(topic));
    if (missing.length === 0) return [];
    const brokers = (await admin.describeCluster()).brokers.length;
    await admin.createTopics({
      waitForLeaders: true,
      topics: missing.map((plan) => asKafkaTakesIt({ ...plan, replicas: Math.min(plan.replicas, brokers) })),
    });
    return missing.map(({ topic }) => topic);
  });
}

export function asKafkaTakesIt({ topic, partitions, replicas, maxMessageBytes, retentionMs }: TopicPlan): ITopicConfig {
  return {
    topic,
    numPartitions: partitions,
    replicationFactor: replicas,
    // One broker may die.
    configEntries: [
      { name: "min.insync.replicas", value: String(Math.max(1, replicas - 1)) },
      ...(maxMessageBytes ? [{ name: "max.message.bytes", value: String(maxMessageBytes) }] : []),
      ...(retentionMs === undefined ? [] : retentionEntries(retentionMs)),
    ],
  };
}

/** Kafka deletes whole, closed segments. */
function retentionEntries(retentionMs: number) {
  return [
    { name: "retention.ms", value: String(retentionMs) },
    { name: "segment.ms", value: String(Math.min(DAY_MS, retentionMs)) },
  ];
}

/** Throws `Outage`. */
export async function withAdmin<T>(kafka: Kafka, work: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = kafka.admin();
  try {
    await admin.connect();
    return await work(admin);
  } catch (error) {
    throw new Outage("Kafka", error);
  } finally {
    await admin.disconnect().catch(() => {});
  }
}
