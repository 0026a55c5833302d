import { PostgresCommerceWriter } from "../../../adapters/postgres/commerce/commerce_writer.ts";
import { PostgresPendingOrders } from "../../../adapters/postgres/commerce/pending_orders.ts";
import { PostgresStreamPositions } from "../../../adapters/postgres/commerce/stream_positions.ts";
import type { Sql } from "../../../adapters/postgres/core/connect.ts";
import { sleep } from "../../../adapters/system/sleep.ts";
import type { OrderSink } from "../../../application/commerce/import/order_sink.ts";
import { throughLog } from "../../../application/commerce/import/through_log.ts";
import { toStore } from "../../../application/commerce/import/to_store.ts";
import type { Log } from "../engines/kafka.ts";
import { streamNames } from "../../../adapters/kafka/stream_names.ts";
import type { Process } from "../process/run_process.ts";
import { consumeStream } from "./consume_stream.ts";
import { openErasedUsers } from "./user_erasure.ts";

type WithRetry = <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>;

/** Of one import, straight into Postgres. */
export function postgresSink(process: Process, sql: Sql, withRetry: WithRetry): OrderSink {
  const writer = new PostgresCommerceWriter(sql, openErasedUsers(process));
  return toStore({ writer, orders: writer, withRetry });
}

/** Of one import, through the log, with consumers of this process for streams that no other reads. */
export function logSink(process: Process, sql: Sql, log: Log, withRetry: WithRetry): OrderSink {
  const { config, log: logger } = process;
  const streams = streamNames(config.prefix);
  const groups = new Map(Object.values(streams).map(({ topic, group }) => [topic, group]));
  return throughLog({
    log: log.events,
    withRetry,
    consumers: {
      readers: (stream) => log.inspector.readers(streams[stream].group),
      consume: (stream, signal) => consumeStream(process, sql, log, stream, signal),
    },
    watch: {
      positions: new PostgresStreamPositions(sql),
      pending: new PostgresPendingOrders(sql),
      inspector: log.inspector,
      groupOf: (topic) => groups.get(topic)!,
      now: () => new Date(),
      sleep,
      withRetry,
    },
    onFallback: (streams) => logger.info({ streams }, "no consumer stores these streams: this process does"),
    onStall: ({ forMs, behind }) =>
      logger.warn({ seconds: Math.round(forMs / 1_000), behind }, "nothing is being stored"),
  });
}
