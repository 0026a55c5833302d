import { accepted, type Refusal, refused, type Result } from "../../domain/shared/result.ts";
import type { InvalidInput } from "../../domain/shared/parse.ts";
import { parseStoreId } from "../../domain/store/store.ts";
import { parseSales } from "./parse_sales.ts";
import { recordSales, type RecordSalesDeps } from "./record_sales.ts";

/** As it is written; not yet parsed. */
interface TillSale {
  readonly saleId: string;
  readonly menu: string;
  readonly price: number;
  readonly quantity: number;
  readonly soldAt: Date;
}

/** One line of a till's export. */
export type TillLine =
  & { readonly line: number; readonly raw: string }
  & ({ readonly fault: string } | { readonly sale: TillSale });

interface ImportSalesDeps extends RecordSalesDeps {
  readonly rejects: { add(line: { line: number; reason: string; raw: string }): Promise<void> };
  /** Retries all but `DataRefused`. */
  readonly withRetry: <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>;
  /** Keeps what has been counted; false when the run must stop. */
  readonly note: (counts: SalesCounts) => Promise<boolean>;
}

interface ImportSalesOptions {
  readonly run: number;
  readonly signal: AbortSignal;
  readonly onProgress?: (lines: number) => void;
  /** At most 1,000. */
  readonly batchSize?: number;
}

interface SalesCounts {
  readonly lines: number;
  readonly stored: number;
  readonly alreadyThere: number;
  readonly rejected: number;
  /** Lines whose sale is stored with other content, which stays; among the rejected. */
  readonly differing: number;
}

interface SalesReport extends SalesCounts {
  readonly days: number;
}

interface SalesRunReplaced extends Refusal {
  readonly code: "run_replaced";
}

const BATCH_SIZE = 500;

/** Each sale once, however often it runs; a line that can't be stored holds up no other. */
export async function importSales(
  { rejects, withRetry, note, ...deps }: ImportSalesDeps,
  store: string,
  lines: AsyncIterable<TillLine>,
  { run, signal, onProgress = () => {}, batchSize = BATCH_SIZE }: ImportSalesOptions,
): Promise<Result<SalesReport, InvalidInput | SalesRunReplaced>> {
  const storeId = parseStoreId(store);
  if (!storeId.ok) return storeId;
  const counts = { lines: 0, stored: 0, alreadyThere: 0, rejected: 0, differing: 0 };
  const days = new Set<string>();
  let batch: Extract<TillLine, { sale: unknown }>[] = [];
  const reject = async ({ line, raw }: TillLine, reason: string) => {
    counts.rejected++;
    await rejects.add({ line, reason, raw });
  };
  const flush = async () => {
    let left = batch;
    batch = [];
    while (left.length > 0) {
      signal.throwIfAborted();
      const sales = left.map(({ sale }) => sale);
      const recorded = await withRetry(() => recordSales(deps, store, sales, run), signal);
      if (recorded.ok) {
        counts.stored += recorded.value.stored.length;
        counts.alreadyThere += recorded.value.duplicates.length;
        for (const day of recorded.value.days) days.add(day);
        return;
      }
      if (recorded.refusal.code !== "sale_conflict") throw new Error(recorded.refusal.message);
      const conflicting = new Set<string>(recorded.refusal.ids);
      for (const line of left) {
        if (!conflicting.has(line.sale.saleId)) continue;
        counts.differing++;
        await reject(line, `the sale ${line.sale.saleId} is stored with other content`);
      }
      left = left.filter(({ sale }) => !conflicting.has(sale.saleId));
    }
  };

  for await (const line of lines) {
    signal.throwIfAborted();
    counts.lines++;
    if ("fault" in line) await reject(line, line.fault);
    else {
      const parsed = parseSales([line.sale], deps.clock());
      if (parsed.ok) batch.push(line);
      else await reject(line, parsed.refusal.details.map((detail) => detail.replace(/^0\./, "")).join("; "));
    }
    if (batch.length >= batchSize) {
      await flush();
      if (!await withRetry(() => note(counts), signal)) return refused(replaced(run));
    }
    if (counts.lines % batchSize === 0) onProgress(counts.lines);
  }
  await flush();
  if (!await withRetry(() => note(counts), signal)) return refused(replaced(run));
  onProgress(counts.lines);
  return accepted({ ...counts, days: days.size });
}

function replaced(run: number): SalesRunReplaced {
  return {
    code: "run_replaced",
    message: `Cannot go on with run ${run}: another process goes on with it or undoes it`,
  };
}
