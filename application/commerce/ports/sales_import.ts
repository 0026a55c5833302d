import type { InvalidInput } from "../../../domain/shared/parse.ts";
import type { Result } from "../../../domain/shared/result.ts";
import type { RunRefused } from "../import/import_orders.ts";
import type { Rates } from "../import/sold_line.ts";
import type { RejectedLines } from "./import.ts";
import type { ImportedFile } from "./import_runs.ts";
import type { SourceLine } from "./order_line.ts";

export interface SalesImported {
  readonly run: number;
  readonly lines: number;
  readonly stored: number;
  readonly alreadyThere: number;
  readonly rejected: number;
  /** Among the rejected. */
  readonly differing: number;
  /** Business days of the store. */
  readonly days: number;
}

interface SalesOfFile extends ImportedFile {
  readonly storeId: string;
}

interface SalesImportOptions {
  readonly source: SalesOfFile;
  readonly rates: Rates;
  readonly rejects: RejectedLines;
  readonly runner: string;
  readonly signal: AbortSignal;
  readonly onProgress?: (lines: number) => void;
}

/** Adds a till's lines to a store's sales, as a run that can be taken back. */
export type ImportSales = (
  lines: AsyncIterable<SourceLine>,
  options: SalesImportOptions,
) => Promise<Result<SalesImported, InvalidInput | RunRefused>>;
