import type { Sql } from "../../adapters/postgres/core/connect.ts";
import { PostgresOutbox } from "../../adapters/postgres/core/outbox.ts";
import { sleep } from "../../adapters/system/sleep.ts";
import { reasonOf } from "../../application/shared/fault.ts";
import { relayOutbox } from "../../application/shared/relay_outbox.ts";
import type { Log } from "./engines/kafka.ts";
import type { Process } from "./process/run_process.ts";

interface RelayOptions {
  /** Until the next look after one that found nothing; what is found is followed by the next look at once. */
  readonly idleMs: number;
  readonly signal: AbortSignal;
}

/**
 * How soon an event follows the detection that it tells of, at most, if a process does nothing else. Reading an empty outbox
 * is one descent of an index, and asks no more of a server than LISTEN would, which poolers and the
 * embedded database do without.
 */
export const AT_ONCE_MS = 50;
const PAUSE_MS = 500;

/** Carries the outbox to the log, again and again until `signal`; an outage of either side is waited for. */
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
