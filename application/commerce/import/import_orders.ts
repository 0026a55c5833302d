import type { Digest } from "../../../domain/shared/digest.ts";
import { accepted, type Refusal, refused, type Result } from "../../../domain/shared/result.ts";
import type { RejectedLines } from "../ports/import.ts";
import type { ImportedFile, ImportRuns, OrderTotals, StoredInvoices } from "../ports/import_runs.ts";
import type { SourceLine } from "../ports/order_line.ts";
import { InvoiceComparison } from "./compare_invoices.ts";
import { type DifferingInvoice, ImportTally } from "./import_tally.ts";
import { MadeBefore } from "./made_before.ts";
import type { OrderSink } from "./order_sink.ts";
import { type Rates, soldLine } from "./sold_line.ts";

interface ImportDependencies {
  readonly rates: Rates;
  readonly digest: Digest;
  readonly sink: OrderSink;
  readonly runs: ImportRuns;
  readonly stored: StoredInvoices;
  readonly rejects: RejectedLines;
  /** Retries all but `DataRefused`. */
  readonly withRetry: <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>;
}

interface ImportProgress {
  readonly phase: "reading" | "storing";
  readonly done: number;
  readonly total: number | null;
  readonly rejected: number;
}

export interface ImportOptions {
  readonly source: ImportedFile;
  /** Names this process among those that may work on the run. */
  readonly runner: string;
  /** Aborting rejects with the signal's reason; the next run continues. */
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Adds also lines of invoices that are stored with other lines. */
  readonly addDiffering?: boolean;
  /** At most 1,000. */
  readonly batchSize?: number;
}

/**
 * Amounts in won. What is stored is counted in the store; `balanced`: each line was rejected, differs, or is a stored
 * order.
 */
export interface ImportReport {
  readonly run: number;
  readonly lines: number;
  readonly orders: number;
  readonly rejected: number;
  /** Lines that were not added, since their invoice is stored with other lines. */
  readonly differing: number;
  /** The first few of their invoices. */
  readonly differingInvoices: readonly DifferingInvoice[];
  readonly stored: number;
  readonly alreadyThere: number;
  readonly amountIn: number;
  readonly amountStored: number;
  readonly guests: number;
  readonly customers: number;
  readonly products: number;
  readonly cancellations: number;
  readonly balanced: boolean;
}

export interface RunRefused extends Refusal {
  readonly code: "undo_unfinished" | "run_replaced";
}

const BATCH_SIZE = 1_000;

/**
 * Each order once, however often it runs and in whatever order the lines come. Keeps some 50 bytes a line in memory,
 * to number equal lines. A run that another process takes over, or takes back, ends as `run_replaced`.
 */
export async function importOrders(
  { rates, digest, sink, runs, stored, rejects, withRetry }: ImportDependencies,
  lines: AsyncIterable<SourceLine>,
  { source, runner, signal, onProgress = () => {}, addDiffering = false, batchSize = BATCH_SIZE }: ImportOptions,
): Promise<Result<ImportReport, RunRefused>> {
  const retried = <T>(work: () => Promise<T>) => {
    signal.throwIfAborted();
    return withRetry(work, signal);
  };
  try {
    const begun = await retried(() => runs.begin(source, runner));
    if ("undoing" in begun) return refused(undoUnfinished(begun.undoing));
    const { run } = begun;
    const before = await retried(() => runs.totals(run));
    const tally = new ImportTally(digest);
    const terms = {
      rates,
      digest,
      run,
      nthOf: (lineDigest: string) => tally.count(lineDigest),
      made: new MadeBefore(),
    };
    const comparison = new InvoiceComparison({ stored: retrying(stored, retried), run, addDiffering });

    const flush = async (): Promise<boolean> => {
      const gaps = tally.takeGaps();
      if (gaps.length > 0) await retried(() => stored.addGaps(run, gaps));
      if (tally.waiting > 0) {
        const { fresh, there, differing } = await comparison.compare(tally.takeLines());
        tally.addThere(there);
        if (differing.length > 0) {
          const invoices = tally.addDiffering(differing);
          if (invoices.length > 0) tally.describe(await retried(() => stored.totalsOfOthers(invoices, run)));
        }
        await sink.deliver(tally.batchOf(fresh), signal);
      }
      return await retried(() => runs.note(run, runner, tally.counts));
    };
    const show = () => onProgress({ phase: "reading", done: tally.lines, total: null, rejected: tally.rejected });

    for await (const line of lines) {
      signal.throwIfAborted();
      const read = "fault" in line ? null : soldLine(line.value, terms);
      if (read?.ok) tally.add({ sold: read.value, line: line.line });
      else {
        tally.reject("fault" in line ? line.order : line.value.order);
        const reason = "fault" in line ? line.fault : read!.refusal.details.join("; ");
        await rejects.add({ line: line.line, reason, raw: line.raw });
      }
      if (tally.waiting >= batchSize && !await flush()) return refused(replaced(run));
      if (tally.lines % batchSize === 0) show();
    }
    if (!await flush()) return refused(replaced(run));
    show();
    const { rejected } = tally;
    await sink.settle(signal, (done, total) => onProgress({ phase: "storing", done, total, rejected }));
    const after = await retried(() => runs.totals(run));
    if (!await retried(() => runs.finish(run, runner, tally.counts))) return refused(replaced(run));
    return accepted(reportOf(tally, { run, before, after }));
  } finally {
    await sink.close();
  }
}

function reportOf(
  tally: ImportTally,
  { run, before, after }: { readonly run: number; readonly before: OrderTotals; readonly after: OrderTotals },
): ImportReport {
  const { lines, orders, rejected, differing } = tally.counts;
  const { differingInvoices, amountIn, guests, customers, products, cancellations, there } = tally;
  const amountStored = there.amount + after.amount;
  return {
    run,
    lines,
    orders,
    rejected,
    differing,
    differingInvoices,
    stored: after.orders - before.orders,
    alreadyThere: there.orders + before.orders,
    amountIn,
    amountStored,
    guests,
    customers,
    products,
    cancellations,
    balanced: lines === orders + rejected + differing && there.orders + after.orders === orders &&
      amountStored === amountIn,
  };
}

function retrying(stored: StoredInvoices, retried: <T>(work: () => Promise<T>) => Promise<T>): StoredInvoices {
  return {
    find: (ids) => retried(() => stored.find(ids)),
    ofOthers: (invoices, run) => retried(() => stored.ofOthers(invoices, run)),
    linesOfOthers: (invoices, products, run) => retried(() => stored.linesOfOthers(invoices, products, run)),
    totalsOfOthers: (invoices, run) => retried(() => stored.totalsOfOthers(invoices, run)),
    gaps: (invoices, run) => retried(() => stored.gaps(invoices, run)),
    addGaps: (run, gaps) => retried(() => stored.addGaps(run, gaps)),
  };
}

export function undoUnfinished(run: number): RunRefused {
  const message = `Cannot import: run ${run} is half taken back; finish it first with --undo ${run}`;
  return { code: "undo_unfinished", message };
}

function replaced(run: number): RunRefused {
  return {
    code: "run_replaced",
    message: `Cannot go on with run ${run}: another process goes on with it or undoes it`,
  };
}
