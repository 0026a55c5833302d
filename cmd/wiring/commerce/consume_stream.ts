import { decodeEvent } from "../../../adapters/kafka/commerce/codec.ts";
import { PostgresInbox, WORTH_COPYING } from "../../../adapters/postgres/commerce/inbox.ts";
import { PostgresOrderDeltas } from "../../../adapters/postgres/commerce/order_deltas.ts";
import { PostgresPendingOrders } from "../../../adapters/postgres/commerce/pending_orders.ts";
import type { Sql } from "../../../adapters/postgres/core/connect.ts";
import { traceHandler, traceSink } from "../../../adapters/system/trace_stream.ts";
import { withRetry } from "../../../adapters/system/with_retry.ts";
import { repeat } from "../../../adapters/system/repeat.ts";
import { applyOrderDeltas, flushPolicy } from "../../../application/commerce/apply_order_deltas.ts";
import { completePendingOrders } from "../../../application/commerce/complete_pending_orders.ts";
import type { Accepted } from "../../../application/commerce/ports/stream.ts";
import { persistStream } from "../../../application/shared/persist_stream.ts";
import { type DataRefused, reasonOf } from "../../../application/shared/fault.ts";
import type { LogHandler } from "../../../application/shared/log.ts";
import type { UserId } from "../../../domain/commerce/user.ts";
import type { Stream } from "../../../domain/commerce/commerce_event.ts";
import { streamNames } from "../../../adapters/kafka/stream_names.ts";
import { openErasedUsers } from "./user_erasure.ts";
import { observeStream } from "../process/observe_stream.ts";
import type { Log } from "../engines/kafka.ts";
import { relayEvents } from "../relay_events.ts";
import type { Process } from "../process/run_process.ts";

/** How soon a pending order is completed, and a dead letter sent, once it can be. */
const MAINTENANCE_MS = 500;
const MOST_NAMED = 10;

export async function consumeStream(process: Process, sql: Sql, log: Log, stream: Stream, signal: AbortSignal) {
  const { topic, group, eventType } = streamNames(process.config.prefix)[stream];
  const late = new Set<UserId>();
  const handler = persistStream(
    {
      inbox: traceSink(
        new PostgresInbox(sql, {
          erased: openErasedUsers(process),
          ...process.config.database.kind === "server" ? { copyAbove: WORTH_COPYING } : {},
        }),
        "postgresql",
      ),
      decode: (record) => decodeEvent(record, eventType),
      withRetry: withRetry((error, attempt) => {
        process.metrics.retries.inc({ service: "postgres" });
        process.log.warn({ stream, attempt, reason: reasonOf(error) }, "cannot store yet: trying again");
      }),
      observe: observeStream<Accepted>(process, (topic, partition, accepted) => {
        const { stored, duplicates, pending, changed = 0, conflicts = [], erased = [] } = accepted;
        process.metrics.stored.inc({ topic }, stored);
        process.metrics.duplicates.inc({ topic }, duplicates);
        process.metrics.pending.inc({ topic }, pending);
        process.metrics.waiting.inc({ topic }, pending);
        process.metrics.statusChanges.inc({ topic }, changed);
        process.metrics.conflicts.inc({ topic }, conflicts.length);
        if (conflicts.length > 0) {
          const orders = conflicts.slice(0, MOST_NAMED);
          process.log.warn(
            { topic, partition, conflicts: conflicts.length, orders },
            "stored with other content: kept",
          );
        }
        for (const user of erased) late.add(user);
        if (erased.length > 0) {
          process.log.info(
            { topic, erased: erased.length },
            "messages of erased users were stored without who they are",
          );
        }
        process.log.debug({ topic, partition, stored, duplicates, pending }, "batch stored");
      }),
    },
    group,
    signal,
  );
  process.log.info({ topic, group }, "consumer subscribed");
  await log.reader.read(topic, group, traceHandler(forgetting(handler, log, late), group), signal);
  process.log.info({ topic, group }, "consumer stopped");
}

/** What came late of an erased user doesn't stay in a log of this process either. */
function forgetting(handler: LogHandler, { forget }: Log, late: Set<UserId>): LogHandler {
  if (!forget) return handler;
  return {
    positionOf: (topic, range) => handler.positionOf(topic, range),
    take: async (batch, signal) => {
      const outcome = await handler.take(batch, signal);
      const users = [...late];
      late.clear();
      // Stored already: a failure must not deliver the batch again. The next message or erasure forgets these too.
      await Promise.all(users.map((user) => forget(batch.topic, user, batch.next))).catch(() =>
        users.forEach((user) => late.add(user))
      );
      return outcome;
    },
  };
}

export async function runMaintenance(
  process: Process,
  sql: Sql,
  log: Log,
  { signal, relayMs = MAINTENANCE_MS }: { readonly signal: AbortSignal; readonly relayMs?: number },
): Promise<void> {
  const pending = new PostgresPendingOrders(sql);
  const deltas = new PostgresOrderDeltas(sql);
  const isTime = flushPolicy();
  const onError = (what: string) => (error: unknown) =>
    process.log.warn({ reason: reasonOf(error) }, `cannot ${what} yet: trying again`);
  const onRefused = (orderId: string, error: DataRefused) =>
    process.log.error(
      { orderId, reason: reasonOf(error) },
      "pending order refused by the database: trying again later",
    );
  await Promise.all([
    repeat(
      () => completePendingOrders({ pending, onRefused }, signal),
      MAINTENANCE_MS,
      signal,
      onError("complete pending orders"),
    ),
    repeat(() => applyOrderDeltas({ deltas, isTime }, signal), MAINTENANCE_MS, signal, onError("apply order deltas")),
    relayEvents(process, sql, log, { idleMs: relayMs, signal }),
  ]);
}
