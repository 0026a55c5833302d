import type { Kafka } from "kafkajs";
import { ensureTopics, withAdmin } from "../../../../adapters/kafka/core/topics.ts";
import type { StreamNames } from "../../../../adapters/kafka/stream_names.ts";
import type { LogInspector, PartitionRange } from "../../../../application/shared/log.ts";
import type { StoredPositions } from "../../../../application/shared/stream_position.ts";
import { sleep } from "../../../../adapters/system/sleep.ts";
import { waitUntil } from "../../../../testing/engines/wait_until.ts";
import type { Ledger } from "../load/ledger.ts";

interface RecreateDeps {
  readonly kafka: Kafka;
  readonly inspector: LogInspector;
  readonly positions: StoredPositions;
  readonly ledger: Ledger;
  readonly say: (line: string) => void;
}

/** Acknowledgements that are on their way. */
const SETTLE_MS = 2_000;
/** A broker has just come back, on a loaded machine. */
const AWAY_AT_MOST_MS = 120_000;

/** Deletes the topic of orders, with what nobody has read yet, and makes it anew. */
export async function recreateTopic(
  { kafka, inspector, positions, ledger, say }: RecreateDeps,
  { group, topic }: StreamNames,
): Promise<void> {
  let ranges: readonly PartitionRange[] = [];
  await waitUntil("see where the topic ends", async () => {
    ranges = await inspector.ranges(topic);
    return true;
  }, { timeout: AWAY_AT_MOST_MS });
  // A deletion that was not answered may have been done.
  await waitUntil("see the topic deleted", async () => {
    return await withAdmin(kafka, async (admin) => {
      if (!(await admin.listTopics()).includes(topic)) return true;
      await admin.deleteTopics({ topics: [topic] });
      return false;
    });
  }, { timeout: AWAY_AT_MOST_MS });
  await sleep(SETTLE_MS);
  const stored = new Map(
    (await positions.all()).filter((each) => each.group === group && each.topic === topic)
      .map(({ partition, next }) => [partition, next]),
  );
  const acknowledged = new Map(
    ledger.marks.all().filter((mark) => mark.topic === topic).map(({ partition, offset }) => [partition, offset + 1]),
  );
  const unread = ranges.reduce(
    (sum, { partition, end }) =>
      sum + Math.max(0, Math.max(end, acknowledged.get(partition) ?? 0) - (stored.get(partition) ?? 0)),
    0,
  );
  ledger.cut(topic, unread);
  say(`the topic ${topic} is made anew: at most ${unread} records were deleted unread`);
  await waitUntil("make the topic anew", async () => {
    await ensureTopics(kafka, [{ topic, partitions: ranges.length, replicas: 3 }]);
    return true;
  }, { timeout: AWAY_AT_MOST_MS });
}
