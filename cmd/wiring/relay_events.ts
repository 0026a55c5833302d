import type { Sql } from "../../adapters/postgres/core/connect.ts";
import { PostgresOutbox } from "../../adapters/postgres/core/outbox.ts";
import { sleep } from "../../adapters/system/sleep.ts";
import { reasonOf } from "../../application/shared/fault.ts";
import { relayOutbox } from "../../application/shared/relay_outbox.ts";
import type { Log } from "./engines/kafka.ts";
import type { Process } from "./process/run_process.ts";

interface RelayOptions {
  /** The pause after an empty read; a read that found records is followed by the next at once. */
  readonly idleMs: number;
  readonly signal: AbortSignal;
}

/** Bounds an event's delay. An empty read costs no more than LISTEN, which poolers and the embedded database lack. */
export const AT_ONCE_MS = 50;
const PAUSE_MS = 500;

/** Until `signal`; waits out outages of either side. */
export async function relayEvents(
  { log }: Process,
  sql: Sql,
  { writer }: Log,
  { idleMs, signal }: RelayOptions,
): Promise<void> {
  const outbox = new PostgresOutbox(sql);
  while (!signal.aborted) {
    const relayed = await relayOutbox({ outbox, log: writer }, signal).catch((error) => {
      if (!signal.aborted) log.warn({ reason: reasonOf(error) }, "cannot relay the outbox yet: trying again");
      return null;
    });
    await sleep(relayed === null ? PAUSE_MS : idleMs, signal);
  }
}
