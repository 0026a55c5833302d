import { PostgresImportRuns } from "../../adapters/postgres/commerce/import/import_runs.ts";
import { PostgresImportUndo } from "../../adapters/postgres/commerce/import/import_undo.ts";
import { PostgresStoredInvoices } from "../../adapters/postgres/commerce/import/stored_invoices.ts";
import type { Sql } from "../../adapters/postgres/core/connect.ts";
import { PostgresSales } from "../../adapters/postgres/store/sales.ts";
import { withRetry } from "../../adapters/system/with_retry.ts";
import { reasonOf } from "../../application/shared/fault.ts";
import type { ImportEngines } from "./run_import.ts";
import { runMaintenance } from "../wiring/commerce/consume_stream.ts";
import { logSink, postgresSink } from "../wiring/commerce/import_sink.ts";
import { openLog } from "../wiring/engines/kafka.ts";
import { openMigratedDatabase } from "../wiring/engines/postgres.ts";
import { salesImport, salesUndo } from "../wiring/commerce/sales_import.ts";
import { openReports } from "../wiring/store.ts";
import type { Process } from "../wiring/process/run_process.ts";

/** Engines for an import: through the log with consumers of its own if there are no readers, or straight into Postgres. */
export async function wireImport(
  process: Process,
  { via }: { readonly via: "kafka" | "postgres" },
): Promise<ImportEngines> {
  const { log: logger, closing } = process;
  const retry = withRetry((error, attempt) => logger.warn({ attempt, reason: reasonOf(error) }, "trying again"));
  const sql = await openMigratedDatabase(process, "import", { bulk: true });
  if (via === "postgres") return { sink: postgresSink(process, sql, retry), ...importPorts(sql), withRetry: retry };
  const log = await openLog(process);
  const ending = new AbortController();
  const maintenance = runMaintenance(process, sql, log, ending);
  closing.defer(async () => {
    ending.abort();
    await maintenance;
  });
  return { sink: logSink(process, sql, log, retry), ...importPorts(sql), withRetry: retry };
}

/** The database alone, to list imports and take them back. */
export async function wireRuns(process: Process) {
  const { log } = process;
  const sql = await openMigratedDatabase(process, "import");
  return {
    runs: new PostgresImportRuns(sql),
    undo: new PostgresImportUndo(sql),
    takeSales: salesUndo({ ...openReports(process, sql), sales: new PostgresSales(sql) }),
    withRetry: withRetry((error, attempt) => log.warn({ attempt, reason: reasonOf(error) }, "trying again")),
  };
}

/** The stores' sales, and the reports that follow them. */
export async function wireSales(process: Process) {
  const { log } = process;
  const sql = await openMigratedDatabase(process, "import");
  const { stores, subscriber, clock } = openReports(process, sql);
  return salesImport({
    stores,
    subscriber,
    clock,
    sales: new PostgresSales(sql),
    runs: new PostgresImportRuns(sql),
    withRetry: withRetry((error, attempt) => log.warn({ attempt, reason: reasonOf(error) }, "trying again")),
  });
}

function importPorts(sql: Sql) {
  return { runs: new PostgresImportRuns(sql), stored: new PostgresStoredInvoices(sql) };
}
