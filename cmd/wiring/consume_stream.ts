import { decodeEvent } from "../../adapters/kafka/codec.ts";
import { PostgresInbox } from "../../adapters/postgres/inbox.ts";
import { PostgresOrderEffects } from "../../adapters/postgres/order_effects.ts";
import { PostgresOutbox } from "../../adapters/postgres/outbox.ts";
import { PostgresWaitingOrders } from "../../adapters/postgres/waiting_orders.ts";
import type { Sql } from "../../adapters/postgres/connect.ts";
import { patiently } from "../../adapters/system/patiently.ts";
import { repeat } from "../../adapters/system/repeat.ts";
import { relayOutbox } from "../../application/shared/relay_outbox.ts";
import { storeStream, type StreamObserver } from "../../application/commerce/store_stream.ts";
import { reasonOf } from "../../application/shared/fault.ts";
import type { Stream } from "../../domain/commerce/commerce_event.ts";
import { streamNames } from "./names.ts";
import type { Log } from "./open_log.ts";
import type { Process } from "./run_process.ts";

/** How soon a waiting order is completed, and a dead letter sent, after what it waited for has come. */
const HOUSEKEEPING_MS = 500;
const WAITING_ORDERS_A_ROUND = 1_000;
/** What the log says of a batch that was fenced; whoever watches a consumer from outside counts these lines. */
export const FENCED_LINE = "another member has moved this partition on: reading its position again";

/** One member of a stream's consumer group, until `signal`. */
export async function consumeStream(process: Process, sql: Sql, log: Log, stream: Stream, signal: AbortSignal) {
  const { topic, group, eventType } = streamNames(process.config.prefix)[stream];
  const handler = storeStream(
    {
      inbox: new PostgresInbox(sql),
      decode: (record) => decodeEvent(record, eventType),
      patiently: patiently((error, attempt) => {
        process.metrics.retries.inc({ service: "postgres" });
        process.log.warn({ stream, attempt, reason: reasonOf(error) }, "cannot store yet: trying again");
      }),
      observe: observer(process),
    },
    group,
    signal,
  );
  process.log.info({ topic, group }, "consumer joins");
  await log.reader.read(topic, group, handler, signal);
  process.log.info({ topic, group }, "consumer has left");
}

/** What follows from stored batches: orders that can be completed now, records that have to go to the log. */
export async function keepHouse({ log: logger }: Process, sql: Sql, log: Log, signal: AbortSignal): Promise<void> {
  const waiting = new PostgresWaitingOrders(sql);
  const outbox = new PostgresOutbox(sql);
  const complete = async () => {
    while (await waiting.complete(WAITING_ORDERS_A_ROUND) === WAITING_ORDERS_A_ROUND && !signal.aborted);
  };
  const effects = new PostgresOrderEffects(sql);
  const addTotals = async () => {
    while (await effects.add() && !signal.aborted);
  };
  const onError = (what: string) => (error: unknown) =>
    logger.warn({ reason: reasonOf(error) }, `cannot ${what} yet: trying again`);
  await Promise.all([
    repeat(complete, HOUSEKEEPING_MS, signal, onError("complete waiting orders")),
    repeat(addTotals, HOUSEKEEPING_MS, signal, onError("add up totals")),
    repeat(() => relayOutbox({ outbox, log: log.writer }), HOUSEKEEPING_MS, signal, onError("relay the outbox")),
  ]);
}

function observer({ log, metrics }: Process): StreamObserver {
  return {
    accepted: (topic, partition, { stored, duplicates, waiting }) => {
      metrics.stored.inc({ topic }, stored);
      metrics.duplicates.inc({ topic }, duplicates);
      metrics.waiting.inc({ topic }, waiting);
      log.debug({ topic, partition, stored, duplicates, waiting }, "batch stored");
    },
    fenced: (topic, partition) => {
      metrics.fenced.inc({ topic });
      log.info({ topic, partition }, FENCED_LINE);
    },
    dead: ({ topic, partition, offset, cause }) => {
      metrics.deadLetters.inc({ topic, code: cause.code });
      log.warn({ topic, partition, offset, code: cause.code }, "record can't be stored: sent to the dead-letter topic");
    },
    moved: ({ topic, partition }, from, to) =>
      log.warn(
        { topic, partition, from, to },
        "the log no longer holds the stored position: going on from its beginning",
      ),
  };
}
