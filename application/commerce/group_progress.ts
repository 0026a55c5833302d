import type { PartitionRange } from "../shared/log.ts";
import type { StoredPositions } from "../shared/stream_position.ts";

export interface PartitionProgress {
  readonly partition: number;
  readonly position: number;
  readonly end: number;
  readonly lag: number;
  /** Append time of the last stored record. */
  readonly lastRecordAt: Date | null;
}

interface Pace {
  readonly storedPerSecond: number;
  readonly arrivedPerSecond: number;
  /** 0 without lag, `null` while the lag does not shrink. */
  readonly drainSeconds: number | null;
}

type Positions = Awaited<ReturnType<StoredPositions["all"]>>;

export function partitionProgress(
  { group, topic }: { readonly group: string; readonly topic: string },
  ranges: readonly PartitionRange[],
  positions: Positions,
): PartitionProgress[] {
  return ranges.map(({ partition, first, end }) => {
    const stored = positions.find((at) => at.group === group && at.topic === topic && at.partition === partition);
    // Records that retention has removed can't be stored any more.
    const position = Math.max(stored?.next ?? 0, first);
    return { partition, position, end, lag: Math.max(0, end - position), lastRecordAt: stored?.lastRecordAt ?? null };
  });
}

export function paceBetween(
  before: readonly PartitionProgress[],
  after: readonly PartitionProgress[],
  seconds: number,
): Pace {
  const rate = (field: "position" | "end") => Math.max(0, sum(after, field) - sum(before, field)) / seconds;
  const storedPerSecond = rate("position");
  const arrivedPerSecond = rate("end");
  const lag = sum(after, "lag");
  const shrinking = storedPerSecond - arrivedPerSecond;
  return {
    storedPerSecond,
    arrivedPerSecond,
    drainSeconds: lag === 0 ? 0 : shrinking > 0 ? lag / shrinking : null,
  };
}

function sum(partitions: readonly PartitionProgress[], field: "position" | "end" | "lag"): number {
  return partitions.reduce((total, partition) => total + partition[field], 0);
}
