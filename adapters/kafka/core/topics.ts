import type { Admin, ITopicConfig, Kafka } from "kafkajs";
import { Outage } from "../../../application/shared/fault.ts";
import { DAY_MS } from "../../../domain/shared/durations.ts";

export interface TopicPlan {
  readonly topic: string;
  readonly partitions: number;
  /** Copies wanted; fewer when the cluster has fewer brokers. */
  readonly replicas: number;
  /** Largest batch of records, and so the largest record, where it is not what the brokers say. */
  readonly maxMessageBytes?: number;
  /** How long a record is kept; as the brokers say, unless told. */
  readonly retentionMs?: number;
}

/** Creates the topics that are missing; gives their names. Existing ones stay as they are. Throws `Outage`. */
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

/** The plan of one topic in kafkajs' words. */
export function asKafkaTakesIt({ topic, partitions, replicas, maxMessageBytes, retentionMs }: TopicPlan): ITopicConfig {
  return {
    topic,
    numPartitions: partitions,
    replicationFactor: replicas,
    // An acknowledged record is on all but one of the copies at least, so one broker may die.
    configEntries: [
      { name: "min.insync.replicas", value: String(Math.max(1, replicas - 1)) },
      ...(maxMessageBytes ? [{ name: "max.message.bytes", value: String(maxMessageBytes) }] : []),
      ...(retentionMs === undefined ? [] : retentionEntries(retentionMs)),
    ],
  };
}

/** Kafka removes whole segments, so a record leaves once its segment has been closed and has aged as a whole. */
function retentionEntries(retentionMs: number) {
  return [
    { name: "retention.ms", value: String(retentionMs) },
    { name: "segment.ms", value: String(Math.min(DAY_MS, retentionMs)) },
  ];
}

/** Runs `work` with a connected admin client; whatever it throws leaves as `Outage`. */
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
