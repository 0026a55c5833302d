import type prom from "prom-client";
import type { OutboxAdmin, OutboxState } from "../../application/shared/outbox.ts";
import { scrapedGauges } from "./process/scraped_gauges.ts";

const OLDEST = "tillstream_outbox_oldest_seconds";

/** Empty while the database is unreachable or slow. */
export function showOutbox(registry: prom.Registry, outbox: Pick<OutboxAdmin, "states">): void {
  // Several relays of one process share it.
  if (registry.getSingleMetric(OLDEST)) return;
  scrapedGauges<OutboxState>(registry, ["topic"], () => outbox.states(), [
    [OLDEST, "Age of the oldest record that is to be sent", ({ oldestAt }) => {
      return oldestAt === null ? 0 : Math.max(0, (Date.now() - oldestAt.getTime()) / 1_000);
    }],
    ["tillstream_outbox_parked_records", "Records that the log refused again and again", ({ parked }) => parked],
  ]);
}
