import type { LogWriter } from "./log.ts";
import type { Outbox, Relayed, RelayLimit } from "./outbox.ts";

/** Bytes too: dead letters may be as large as records. */
const AT_ONCE: RelayLimit = { records: 500, bytes: 8 * 1024 * 1024 };

/** Until the topic has nothing to send, one is refused, or `signal` is aborted. Throws `Outage`. */
export async function relayTopic(
  { outbox, log }: { readonly outbox: Pick<Outbox, "relay">; readonly log: LogWriter },
  topic: string,
  signal: AbortSignal,
): Promise<Relayed> {
  let sent = 0;
  while (!signal.aborted) {
    const relayed = await outbox.relay(topic, AT_ONCE, async (records) => void await log.append(topic, records));
    sent += relayed.sent;
    if (relayed.refused !== null || relayed.sent === 0) return { sent, refused: relayed.refused };
  }
  return { sent, refused: null };
}
