import type { LogWriter } from "./log.ts";
import type { Outbox, RelayLimit } from "./outbox.ts";

/** Bytes too: dead letters may be as large as records. */
const AT_ONCE: RelayLimit = { records: 500, bytes: 8 * 1024 * 1024 };

/** Until it is empty or `signal` is aborted. Throws `Outage`; unacknowledged records stay. */
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
