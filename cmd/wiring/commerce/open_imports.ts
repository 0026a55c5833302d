import { KeptOrderFiles } from "../../../adapters/files/orders/kept_order_files.ts";
import type { ImportRouteDeps } from "../../../adapters/http/commerce/imports/import_routes.ts";
import { PostgresImportRuns } from "../../../adapters/postgres/commerce/import_runs.ts";
import { PostgresImportUndo } from "../../../adapters/postgres/commerce/import_undo.ts";
import { PostgresStoredInvoices } from "../../../adapters/postgres/commerce/stored_invoices.ts";
import type { Sql } from "../../../adapters/postgres/core/connect.ts";
import { sha256 } from "../../../adapters/system/sha256.ts";
import type { Log } from "../engines/kafka.ts";
import type { Process } from "../process/run_process.ts";
import { logSink, postgresSink } from "./import_sink.ts";

/** An outage ends a request: who sent the file sends it again, and the import goes on. */
const once = <T>(work: () => Promise<T>) => work();

/** Imports of files that are sent to the API. */
export function openImports(process: Process, sql: Sql, log: Log): ImportRouteDeps {
  return {
    files: new KeptOrderFiles(),
    digest: sha256,
    sink: (via) => via === "postgres" ? postgresSink(process, sql, once) : logSink(process, sql, log, once),
    runs: new PostgresImportRuns(sql),
    stored: new PostgresStoredInvoices(sql),
    undo: new PostgresImportUndo(sql),
    signal: process.signal,
  };
}
