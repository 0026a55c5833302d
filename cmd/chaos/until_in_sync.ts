import type { Kafka } from "kafkajs";
import { withAdmin } from "../../adapters/kafka/topics.ts";
import { sleep } from "../../adapters/system/sleep.ts";

const POLL_MS = 500;

/** Resolves when every partition of the topics has all its copies up to date; only then may another broker die. */
export async function untilInSync(kafka: Kafka, topics: readonly string[], signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const metadata = await withAdmin(kafka, (admin) => admin.fetchTopicMetadata({ topics: [...topics] }))
      .catch(() => ({ topics: [] }));
    const partitions = metadata.topics.flatMap(({ partitions }) => partitions);
    if (partitions.length > 0 && partitions.every(({ isr, replicas }) => isr.length === replicas.length)) return;
    await sleep(POLL_MS, signal);
  }
}
