import type { PartitionRange } from "../shared/log.ts";
import { partitionProgress } from "./group_progress.ts";
import type { StoredPositions } from "../shared/stream_position.ts";

export interface GroupLag {
  readonly group: string;
  readonly topic: string;
  readonly lag: number;
  /** Since the slowest lagging partition's last stored record; 0 without lag, `null` while none was ever stored. */
  readonly lagSeconds: number | null;
}

export function groupLag(
  stream: { readonly group: string; readonly topic: string },
  ranges: readonly PartitionRange[],
  positions: Awaited<ReturnType<StoredPositions["all"]>>,
  asOf: Date,
): GroupLag {
  let lag = 0;
  let waitingSince: number | null = null;
  for (const { lag: behind, lastRecordAt } of partitionProgress(stream, ranges, positions)) {
    lag += behind;
    const last = lastRecordAt?.getTime();
    if (behind > 0 && last !== undefined) waitingSince = Math.min(waitingSince ?? last, last);
  }
  const { group, topic } = stream;
  return { group, topic, lag, lagSeconds: lag === 0 ? 0 : secondsBetween(waitingSince, asOf) };
}

function secondsBetween(from: number | null, to: Date): number | null {
  return from === null ? null : Math.max(0, (to.getTime() - from) / 1000);
}
