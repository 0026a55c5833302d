import { salesOfLines } from "../../../adapters/files/orders/sales_of_lines.ts";
import { sha256 } from "../../../adapters/system/sha256.ts";
import { undoUnfinished } from "../../../application/commerce/import/import_orders.ts";
import type { ImportRuns } from "../../../application/commerce/ports/import_runs.ts";
import type { ImportSales } from "../../../application/commerce/ports/sales_import.ts";
import { importSales } from "../../../application/store/import_sales.ts";
import type { RecordSalesDeps } from "../../../application/store/record_sales.ts";
import { takeBackSales } from "../../../application/store/take_back_sales.ts";
import { accepted, refused } from "../../../domain/shared/result.ts";
import { parseStoreId } from "../../../domain/store/store.ts";

interface SalesImportDeps extends RecordSalesDeps {
  readonly runs: ImportRuns;
  readonly withRetry: <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>;
}

/** Where the runs of commerce and the sales of stores meet. */
export function salesImport({ runs, withRetry, ...deps }: SalesImportDeps): ImportSales {
  return async (lines, { source, rates, rejects, runner, signal, onProgress = () => {} }) => {
    const store = parseStoreId(source.storeId);
    if (!store.ok) return store;
    const begun = await withRetry(() => runs.begin({ ...source, storeId: store.value }, runner), signal);
    if ("undoing" in begun) return refused(undoUnfinished(begun.undoing));
    const { run } = begun;
    const countsOf = (
      { lines, stored, alreadyThere, rejected, differing }: Parameters<Parameters<typeof importSales>[0]["note"]>[0],
    ) => ({ lines, orders: stored + alreadyThere, rejected, alreadyThere, differing });
    const note = (counts: Parameters<typeof countsOf>[0]) => runs.note(run, runner, countsOf(counts));
    const sales = salesOfLines(lines, { rates, digest: sha256 });
    const imported = await importSales({ ...deps, rejects, withRetry, note }, store.value, sales, {
      run,
      signal,
      onProgress,
    });
    if (!imported.ok) return imported;
    await withRetry(() => runs.finish(run, runner, countsOf(imported.value)), signal);
    return accepted({ run, ...imported.value });
  };
}

/** For the undo of such a run. */
export function salesUndo(deps: Parameters<typeof takeBackSales>[0]) {
  return (storeId: string, what: { readonly run: number; readonly limit: number }) =>
    takeBackSales(deps, storeId, what);
}
