import type prom from "prom-client";
import { type GroupLag, groupLag } from "../../../application/commerce/group_lag.ts";
import type { StoredPositions } from "../../../application/shared/stream_position.ts";
import type { LogInspector } from "../../../application/shared/log.ts";
import { scrapedGauges, withinScrape } from "../process/scraped_gauges.ts";

interface LagSources {
  readonly positions: StoredPositions;
  readonly inspector: LogInspector;
  readonly streams: readonly { readonly topic: string; readonly group: string }[];
}

/** Empty while the database or the log is unreachable or slow. */
export function showLag(registry: prom.Registry, sources: LagSources): void {
  scrapedGauges<GroupLag>(registry, ["group", "topic"], () => look(sources), [
    ["tillstream_group_lag_records", "Records in the log that a group has not stored yet", ({ lag }) => lag],
    ["tillstream_group_lag_seconds", "How long the oldest of them has waited, at most", (lag) => lag.lagSeconds],
  ]);
}

/** Records that each group has not stored yet; without those that can't be read now. */
export async function lagOf(sources: LagSources): Promise<Record<string, number>> {
  return Object.fromEntries((await withinScrape(() => look(sources))).map(({ group, lag }) => [group, lag]));
}

async function look({ positions, inspector, streams }: LagSources): Promise<readonly GroupLag[]> {
  const [stored, ...ranges] = await Promise.all([
    positions.all(),
    ...streams.map(({ topic }) => inspector.ranges(topic)),
  ]);
  return streams.map((stream, nth) => groupLag(stream, ranges[nth]!, stored, new Date()));
}
