import type { KafkaBrokers } from "../../../../adapters/kafka/core/brokers.ts";
import { sleep } from "../../../../adapters/system/sleep.ts";

const POLL_MS = 500;

/** Resolves when all replicas of the topics are in sync; only then may another broker be killed. */
export async function untilInSync(
  brokers: Pick<KafkaBrokers, "describe">,
  topics: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const described = await brokers.describe(topics).catch(() => []);
    const partitions = described.flatMap(({ partitions }) => partitions);
    if (partitions.length > 0 && partitions.every(({ inSync, replicas }) => inSync.length === replicas.length)) return;
    await sleep(POLL_MS, signal);
  }
}
