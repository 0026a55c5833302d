import prom from "prom-client";
import { withTimeout } from "../../adapters/system/with_timeout.ts";
import type { OutboxAdmin, OutboxState } from "../../application/shared/outbox.ts";
import { singleFlight } from "../../application/shared/single_flight.ts";

/** A scrape that waited longer would lose the other metrics too. */
const PATIENCE_MS = 2_000;
const OLDEST = "tillstream_outbox_oldest_seconds";

/** Read at each scrape; the gauges are empty while the database is unreachable or slow. */
export function showOutbox(registry: prom.Registry, outbox: Pick<OutboxAdmin, "states">): void {
  // Several relays of one process share it.
  if (registry.getSingleMetric(OLDEST)) return;
  const look = singleFlight(() => withTimeout(PATIENCE_MS, outbox.states()).catch(() => []));
  const gauge = (name: string, help: string, value: (state: OutboxState) => number) =>
    new prom.Gauge({
      name,
      help,
      labelNames: ["topic"],
      registers: [registry],
      async collect() {
        const states = await look();
        this.reset();
        for (const state of states) this.set({ topic: state.topic }, value(state));
      },
    });
  gauge(OLDEST, "Age of the oldest record that is to be sent", ({ oldestAt }) => {
    return oldestAt === null ? 0 : Math.max(0, (Date.now() - oldestAt.getTime()) / 1_000);
  });
  gauge("tillstream_outbox_parked_records", "Records that the log refused again and again", ({ parked }) => parked);
}
