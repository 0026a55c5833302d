import { RejectsFile } from "../../adapters/files/rejects_file.ts";
import { createProgress } from "../../adapters/system/progress.ts";
import { sha256 } from "../../adapters/system/sha256.ts";
import { importOrders } from "../../application/commerce/import/import_orders.ts";
import type { OrderSink } from "../../application/commerce/import/order_sink.ts";
import type { ImportRuns, StoredInvoices } from "../../application/commerce/ports/import_runs.ts";
import type { ImportArguments } from "./arguments.ts";
import { untilFirstOrder } from "../../application/commerce/import/until_first_order.ts";
import { isEnough } from "../../application/commerce/import/is_enough.ts";
import { ofShop } from "../../application/commerce/import/of_shop.ts";
import { digestOf, openAnswered } from "./open_import.ts";
import { RejectReasons } from "../../application/commerce/import/reject_reasons.ts";
import { reportAsJson, reportAsText } from "./report.ts";
import { reportNoOrders } from "./report_no_orders.ts";
import { showPreview } from "./show_preview.ts";

export interface ImportEngines {
  readonly sink: OrderSink;
  readonly runs: ImportRuns;
  readonly stored: StoredInvoices;
  readonly withRetry: <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>;
}

interface ImportRun {
  readonly signal: AbortSignal;
  /** Somebody looks on: the first import of a file only shows what it would store. */
  readonly isTerminal?: boolean;
  readonly print?: (text: string) => void;
  readonly warn?: (text: string) => void;
}

const MOST_RUNS = 1_000;

/**
 * Exit status: 0 when everything balances and enough lines became orders. The file is opened, and read up to its first
 * order, before the engines: one without orders costs no connection and leaves no run.
 */
export async function runImport(
  args: ImportArguments,
  wire: () => Promise<ImportEngines>,
  { signal, isTerminal = false, print = console.log, warn = console.error }: ImportRun,
): Promise<number> {
  if (args.dryRun) return await showPreview(args, { signal, print });
  const opened = await openAnswered(args);
  const { file, rates } = opened;
  const rejectsFile = new RejectsFile(args.rejects);
  const rejects = new RejectReasons(rejectsFile);
  const progress = createProgress({ unit: "lines", silent: args.json });
  let lines = 0;
  try {
    const begun = await untilFirstOrder(ofShop(file.records, args.shop, sha256), rejects);
    if (!begun.hasOrder) {
      const written = await rejectsFile.close();
      reportNoOrders({ args, opened, begun, reasons: rejects.common, rejectsFile: written }, { print, warn });
      return 1;
    }
    const digest = await digestOf(args.files);
    const engines = await wire();
    if (isTerminal && !args.yes && !await isKnown(engines, digest, signal)) {
      await engines.sink.close();
      const status = await showPreview(args, { signal, print });
      if (!args.json) print("\nNothing is stored yet: the same command with --yes stores it.");
      return status;
    }
    const { understood } = file;
    const source = {
      file: args.files.join(", "),
      digest,
      profile: understood.profile.title,
      via: args.via,
      storeId: null,
    };
    const imported = await importOrders({ ...engines, rates, rejects, digest: sha256 }, begun.records, {
      source,
      runner: crypto.randomUUID(),
      addDiffering: args.addDiffering,
      signal,
      onProgress: ({ phase, done, total }) => {
        if (phase === "reading") lines = done;
        progress.show(phase, done, phase === "reading" ? file.lines && Math.max(file.lines, done) : total);
      },
    });
    progress.end();
    if (!imported.ok) {
      await rejectsFile.keep();
      warn(`import: ${imported.refusal.message}`);
      return 1;
    }
    const report = imported.value;
    const written = await rejectsFile.close();
    const outcome = { args, understood, rates, report, reasons: rejects.common, rejectsFile: written };
    print(args.json ? reportAsJson(outcome) : reportAsText(outcome));
    return report.balanced && isEnough(report, args.accept) ? 0 : 1;
  } catch (error) {
    progress.end();
    await rejectsFile.keep();
    if (!signal.aborted) throw error;
    warn(`import: interrupted after ${lines} lines; run the same command again, and it goes on without doubling any`);
    return 1;
  } finally {
    await file.close();
  }
}

async function isKnown({ runs, withRetry }: ImportEngines, digest: string | null, signal: AbortSignal) {
  const known = await withRetry(() => runs.list(MOST_RUNS), signal);
  return known.some((run) => run.digest !== null && run.digest === digest && run.undoneAt === null);
}
