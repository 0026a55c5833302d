import { openCsvLines } from "../../adapters/files/csv_lines.ts";
import { UnusableFile } from "../../adapters/files/unusable_file.ts";
import { RETAIL_COLUMNS } from "../../adapters/files/online_retail/retail_fields.ts";
import { retailLines } from "../../adapters/files/online_retail/retail_line.ts";
import { createProgress } from "../../adapters/system/progress.ts";
import { RejectsFile } from "../../adapters/files/rejects_file.ts";
import { importOrders } from "../../application/commerce/import/import_orders.ts";
import type { OrderSink } from "../../application/commerce/import/order_sink.ts";
import type { ImportRuns, StoredInvoices } from "../../application/commerce/ports/import_runs.ts";
import { sha256 } from "../../adapters/system/sha256.ts";
import { fileDigest } from "../../adapters/files/file_digest.ts";
import { WrongSettings } from "../wiring/config/settings.ts";
import type { ImportArguments } from "./arguments.ts";
import { reportAsJson, reportAsText } from "./report.ts";

export interface ImportEngines {
  readonly sink: OrderSink;
  readonly runs: ImportRuns;
  readonly stored: StoredInvoices;
  readonly withRetry: <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>;
}

interface ImportRun {
  readonly signal: AbortSignal;
  readonly print?: (text: string) => void;
  readonly warn?: (text: string) => void;
}

/** Exit status: 0 when everything balances. The file is opened before the engines: a wrong path costs no connection. */
export async function runImport(
  args: ImportArguments,
  wire: () => Promise<ImportEngines>,
  { signal, print = console.log, warn = console.error }: ImportRun,
): Promise<number> {
  const rates = new Map([["GBP", args.rate]]);
  const table = await openTable(args.file, RETAIL_COLUMNS);
  const rejects = new RejectsFile(args.rejects);
  const progress = createProgress({ unit: "lines", silent: args.json });
  let lines = 0;
  try {
    const engines = await wire();
    const source = { file: args.file, digest: await fileDigest(args.file), profile: "Online Retail", via: args.via };
    const dependencies = { ...engines, rates, rejects, digest: sha256 };
    const imported = await importOrders(dependencies, retailLines(table.records), {
      source,
      runner: crypto.randomUUID(),
      addDiffering: args.addDiffering,
      signal,
      onProgress: ({ phase, done, total }) => {
        if (phase === "reading") lines = done;
        progress.show(phase, done, phase === "reading" ? table.lines : total);
      },
    });
    progress.end();
    if (!imported.ok) {
      await rejects.keep();
      warn(`import: ${imported.refusal.message}`);
      return 1;
    }
    const report = imported.value;
    const outcome = { args, report, rejectsFile: await rejects.close() };
    print(args.json ? reportAsJson(outcome) : reportAsText(outcome));
    return report.balanced ? 0 : 1;
  } catch (error) {
    progress.end();
    await rejects.keep();
    if (!signal.aborted) throw error;
    warn(`import: interrupted after ${lines} lines; run the same command again, and it goes on without doubling any`);
    return 1;
  } finally {
    await table.close();
  }
}

async function openTable<Column extends string>(file: string, columns: readonly Column[]) {
  try {
    return await openCsvLines(file, columns);
  } catch (error) {
    if (error instanceof UnusableFile) throw new WrongSettings([error.message]);
    throw error;
  }
}
