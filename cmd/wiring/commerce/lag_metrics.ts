import prom from "prom-client";
import { withTimeout } from "../../../adapters/system/with_timeout.ts";
import { type GroupLag, groupLag } from "../../../application/commerce/group_lag.ts";
import type { StoredPositions } from "../../../application/shared/stream_position.ts";
import { singleFlight } from "../../../application/shared/single_flight.ts";
import type { LogInspector } from "../../../application/shared/log.ts";

interface LagSources {
  readonly positions: StoredPositions;
  readonly inspector: LogInspector;
  readonly streams: readonly { readonly topic: string; readonly group: string }[];
}

/** A scrape that waited longer would lose the other metrics too. */
const PATIENCE_MS = 2_000;

/** Read at each scrape; the gauges are empty while the database or the log is unreachable or slow. */
export function showLag(registry: prom.Registry, sources: LagSources): void {
  const shared = singleFlight(() => look(sources));
  const gauge = (name: string, help: string, value: (lag: GroupLag) => number | null) =>
    new prom.Gauge({
      name,
      help,
      labelNames: ["group", "topic"],
      registers: [registry],
      async collect() {
        const groups = await shared();
        this.reset();
        for (const lag of groups) {
          const shown = value(lag);
          if (shown !== null) this.set({ group: lag.group, topic: lag.topic }, shown);
        }
      },
    });
  gauge("tillstream_group_lag_records", "Records in the log that a group has not stored yet", ({ lag }) => lag);
  gauge("tillstream_group_lag_seconds", "How long the oldest of them has waited, at most", (lag) => lag.lagSeconds);
}

/** Records that each group has not stored yet; without those that can't be read now. */
export async function lagOf(sources: LagSources): Promise<Record<string, number>> {
  return Object.fromEntries((await look(sources)).flatMap(({ group, lag }) => lag === null ? [] : [[group, lag]]));
}

async function look({ positions, inspector, streams }: LagSources): Promise<readonly GroupLag[]> {
  const found = Promise.all([positions.all(), ...streams.map(({ topic }) => inspector.ranges(topic))])
    .then(([stored, ...ranges]) => streams.map((stream, nth) => groupLag(stream, ranges[nth]!, stored, new Date())));
  return await withTimeout(PATIENCE_MS, found).catch(() => []);
}
