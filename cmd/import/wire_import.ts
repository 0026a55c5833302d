import { PostgresStreamPositions } from "../../adapters/postgres/commerce/stream_positions.ts";
import { PostgresCommerceWriter } from "../../adapters/postgres/commerce/commerce_writer.ts";
import { PostgresImportRuns } from "../../adapters/postgres/commerce/import_runs.ts";
import { PostgresImportUndo } from "../../adapters/postgres/commerce/import_undo.ts";
import { PostgresStoredInvoices } from "../../adapters/postgres/commerce/stored_invoices.ts";
import type { Sql } from "../../adapters/postgres/core/connect.ts";
import { PostgresPendingOrders } from "../../adapters/postgres/commerce/pending_orders.ts";
import { PostgresSales } from "../../adapters/postgres/store/sales.ts";
import { withRetry } from "../../adapters/system/with_retry.ts";
import { sleep } from "../../adapters/system/sleep.ts";
import { toStore } from "../../application/commerce/import/to_store.ts";
import { throughLog } from "../../application/commerce/import/through_log.ts";
import { reasonOf } from "../../application/shared/fault.ts";
import type { ImportEngines } from "./run_import.ts";
import { consumeStream, runMaintenance } from "../wiring/commerce/consume_stream.ts";
import { openErasedUsers } from "../wiring/commerce/user_erasure.ts";
import { streamNames } from "../wiring/engines/names.ts";
import { openLog } from "../wiring/engines/kafka.ts";
import { openMigratedDatabase } from "../wiring/engines/postgres.ts";
import { openReports } from "../wiring/store.ts";
import type { Process } from "../wiring/process/run_process.ts";

/** Engines for an import: through the log with consumers of its own if there are no readers, or straight into Postgres. */
export async function wireImport(
  process: Process,
  { via }: { readonly via: "kafka" | "postgres" },
): Promise<ImportEngines> {
  const { config, log: logger, closing } = process;
  const retry = withRetry((error, attempt) => logger.warn({ attempt, reason: reasonOf(error) }, "trying again"));
  const sql = await openMigratedDatabase(process, "import", { bulk: true });
  const writer = new PostgresCommerceWriter(sql, openErasedUsers(process));
  if (via === "postgres") {
    return {
      sink: toStore({ writer, orders: writer, withRetry: retry }),
      ...importPorts(sql),
      withRetry: retry,
    };
  }
  const log = await openLog(process);
  const streams = streamNames(config.prefix);
  const groups = new Map(Object.values(streams).map(({ topic, group }) => [topic, group]));
  const ending = new AbortController();
  const maintenance = runMaintenance(process, sql, log, ending);
  closing.defer(async () => {
    ending.abort();
    await maintenance;
  });
  const sink = throughLog({
    log: log.events,
    withRetry: retry,
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
      withRetry: retry,
    },
    onFallback: (streams) => logger.info({ streams }, "no consumer stores these streams: this process does"),
    onStall: ({ forMs, behind }) =>
      logger.warn({ seconds: Math.round(forMs / 1_000), behind }, "nothing is being stored"),
  });
  return { sink, ...importPorts(sql), withRetry: retry };
}

/** The database alone, to list imports and take them back. */
export async function wireRuns(process: Process) {
  const { log } = process;
  const sql = await openMigratedDatabase(process, "import");
  return {
    runs: new PostgresImportRuns(sql),
    undo: new PostgresImportUndo(sql),
    withRetry: withRetry((error, attempt) => log.warn({ attempt, reason: reasonOf(error) }, "trying again")),
  };
}

/** The stores' sales, and the reports that follow them. */
export async function wireSales(process: Process) {
  const { log } = process;
  const sql = await openMigratedDatabase(process, "import");
  const { stores, subscriber, clock } = openReports(process, sql);
  return {
    stores,
    subscriber,
    clock,
    sales: new PostgresSales(sql),
    withRetry: withRetry((error, attempt) => log.warn({ attempt, reason: reasonOf(error) }, "trying again")),
  };
}

function importPorts(sql: Sql) {
  return { runs: new PostgresImportRuns(sql), stored: new PostgresStoredInvoices(sql) };
}
