import type { Sql } from "../../adapters/postgres/core/connect.ts";
import { PostgresOutbox } from "../../adapters/postgres/core/outbox.ts";
import { PostgresOutboxAdmin } from "../../adapters/postgres/core/outbox_admin.ts";
import { traceWriter } from "../../adapters/system/trace_stream.ts";
import { sleep } from "../../adapters/system/sleep.ts";
import { reasonOf } from "../../application/shared/fault.ts";
import { relayTopic } from "../../application/shared/relay_outbox.ts";
import type { Log } from "./engines/kafka.ts";
import { showOutbox } from "./outbox_metrics.ts";
import type { Process } from "./process/run_process.ts";

interface RelayOptions {
  /** The pause after an empty read. */
  readonly idleMs: number;
  readonly signal: AbortSignal;
}

/** Bounds an event's delay. An empty read costs no more than LISTEN, which poolers and the embedded database lack. */
export const AT_ONCE_MS = 50;
const PAUSE_MS = 500;
/** Each holds a connection while it sends. */
const TOPICS_AT_ONCE = 4;

/** Until `signal`; waits out outages of either side, those of one topic apart from the others. */
export async function relayEvents(
  { log, metrics }: Pick<Process, "log" | "metrics">,
  sql: Sql,
  { writer, createTopics }: Log,
  { idleMs, signal }: RelayOptions,
): Promise<void> {
  const outbox = new PostgresOutbox(sql);
  const to = traceWriter(writer);
  showOutbox(metrics.registry, new PostgresOutboxAdmin(sql));
  const running = new Map<string, Promise<void>>();
  const relay = async (topic: string) => {
    try {
      const { sent, refused } = await relayTopic({ outbox, log: to }, topic, signal);
      metrics.published.inc({ topic }, sent);
      if (refused === null) return;
      const { cause: reason, parked } = refused;
      if (parked) log.error({ topic, reason }, "record parked: the log refuses it; see `kafka-admin outbox`");
      else log.warn({ topic, reason }, "the log refuses a record of the outbox: trying again");
    } catch (error) {
      if (!signal.aborted) log.warn({ topic, reason: reasonOf(error) }, "cannot relay the outbox yet: trying again");
      // One of ours may have been deleted.
      await createTopics().catch(() => {});
    }
    await sleep(PAUSE_MS, signal);
  };
  while (!signal.aborted) {
    const topics = await outbox.topics().catch((error) => {
      if (!signal.aborted) log.warn({ reason: reasonOf(error) }, "cannot relay the outbox yet: trying again");
      return null;
    });
    for (const topic of topics ?? []) {
      if (running.has(topic) || running.size >= TOPICS_AT_ONCE) continue;
      running.set(topic, relay(topic).finally(() => running.delete(topic)));
    }
    await sleep(topics === null ? PAUSE_MS : idleMs, signal);
  }
  await Promise.all(running.values());
}
