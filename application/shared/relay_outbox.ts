import type { LogWriter } from "./log.ts";
import type { Outbox, RelayLimit } from "./outbox.ts";

/** Dead letters may be as large as records are: 500 of them would be half a gigabyte. */
const AT_ONCE: RelayLimit = { records: 500, bytes: 8 * 1024 * 1024 };

/**
 * Carries everything that waits in the outbox over to the log, oldest first, unless `signal` ends it before; gives how
 * many records.
 *
 * Throws `Outage` when either side is unreachable; what was not acknowledged stays in the outbox.
 */
export async function relayOutbox(
  { outbox, log }: { readonly outbox: Outbox; readonly log: LogWriter },
  signal: AbortSignal,
): Promise<number> {
  let relayed = 0;
  while (!signal.aborted) {
    const count = await outbox.relay(AT_ONCE, async (records) => {
      for (const [topic, batch] of Map.groupBy(records, (record) => record.topic)) await log.append(topic, batch);
    });
    if (count === 0) return relayed;
    relayed += count;
  }
  return relayed;
}
