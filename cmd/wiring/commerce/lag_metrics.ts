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

/** A scrape waits no longer for the log and the store than this; the other metrics must not be lost with them. */
const PATIENCE_MS = 2_000;

/** Adds how far each group is behind, looked up when somebody asks. Nothing is shown while that can't be known. */
export function showLag(registry: prom.Registry, sources: LagSources): void {
  // Both gauges are asked at once, and share a look.
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

/** Nothing where the store or the log is unreachable, or takes too long. */
async function look({ positions, inspector, streams }: LagSources): Promise<readonly GroupLag[]> {
  const found = Promise.all([positions.all(), ...streams.map(({ topic }) => inspector.ranges(topic))])
    .then(([stored, ...ranges]) => streams.map((stream, nth) => groupLag(stream, ranges[nth]!, stored, new Date())));
  return await withTimeout(PATIENCE_MS, found).catch(() => []);
}
