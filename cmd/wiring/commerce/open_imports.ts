import { KeptOrderFiles } from "../../../adapters/files/orders/kept_order_files.ts";
import type { ImportRouteDeps } from "../../../adapters/http/commerce/imports/import_routes.ts";
import { PostgresImportRuns } from "../../../adapters/postgres/commerce/import/import_runs.ts";
import { PostgresImportUndo } from "../../../adapters/postgres/commerce/import/import_undo.ts";
import { PostgresStoredInvoices } from "../../../adapters/postgres/commerce/import/stored_invoices.ts";
import type { Sql } from "../../../adapters/postgres/core/connect.ts";
import { sha256 } from "../../../adapters/system/sha256.ts";
import type { Log } from "../engines/kafka.ts";
import type { Process } from "../process/run_process.ts";
import type { StoreDeps } from "../../../adapters/http/store/deps.ts";
import { logSink, postgresSink } from "./import_sink.ts";
import { salesImport, salesUndo } from "./sales_import.ts";

/** An outage ends a request: who sent the file sends it again, and the import goes on. */
const once = <T>(work: () => Promise<T>) => work();

/** Imports of files that are sent to the API. */
export function openImports(process: Process, sql: Sql, log: Log, store: StoreDeps): ImportRouteDeps {
  const runs = new PostgresImportRuns(sql);
  const { stores, sales, subscriber } = store;
  return {
    files: new KeptOrderFiles(),
    digest: sha256,
    sink: (via) => via === "postgres" ? postgresSink(process, sql, once) : logSink(process, sql, log, once),
    runs,
    stored: new PostgresStoredInvoices(sql),
    undo: new PostgresImportUndo(sql),
    importSales: salesImport({ stores, sales, subscriber, runs, clock: () => new Date(), withRetry: once }),
    takeSales: salesUndo({ stores, sales, subscriber }),
    signal: process.signal,
  };
}
