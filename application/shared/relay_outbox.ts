import type { LogWriter } from "./log.ts";
import type { Outbox } from "./outbox.ts";

const BATCH = 500;

/**
 * Carries everything that waits in the outbox over to the log, oldest first; gives how many records.
 *
 * Throws `Outage` when either side is away; what was not acknowledged stays in the outbox.
 */
export async function relayOutbox(
  { outbox, log }: { readonly outbox: Outbox; readonly log: LogWriter },
): Promise<number> {
  let relayed = 0;
  for (;;) {
    const count = await outbox.relay(BATCH, async (records) => {
      for (const [topic, batch] of Map.groupBy(records, (record) => record.topic)) await log.append(topic, batch);
    });
    relayed += count;
    if (count < BATCH) return relayed;
  }
}
