import type { OrderId } from "../../../domain/commerce/order.ts";

export interface ImportedFile {
  readonly file: string;
  /** SHA-256, hexadecimal; `null` for what can't be read twice. */
  readonly digest: string | null;
  /** What the file was recognised as. */
  readonly profile: string;
  readonly via: "kafka" | "postgres";
  /** The store whose sales it has; `null` for orders of the shop. */
  readonly storeId: string | null;
}

export interface ImportCounts {
  readonly lines: number;
  /** Or sales. */
  readonly orders: number;
  readonly rejected: number;
  readonly alreadyThere: number;
  /** Lines of invoices that are stored with other lines; not added. */
  readonly differing: number;
}

/** Of stored orders; `amount` in won. */
export interface OrderTotals {
  readonly orders: number;
  readonly amount: number;
}

export interface ImportRun extends ImportedFile, ImportCounts {
  readonly run: number;
  /** Orders or sales that it added, and their amount, when it last ended. */
  readonly stored: number;
  readonly amount: number;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly undoBeganAt: Date | null;
  readonly undoneAt: Date | null;
}

/** All throw `Outage`. */
export interface ImportRuns {
  /**
   * An unfinished run of the same digest and store goes on and is taken over; otherwise a new one. An unfinished undo is a
   * refusal, since what it has yet to take back would count as stored.
   */
  begin(file: ImportedFile, runner: string): Promise<{ readonly run: number } | { readonly undoing: number }>;
  /** False when another process has taken the run over or takes it back: this one must stop. */
  note(run: number, runner: string, counts: ImportCounts): Promise<boolean>;
  /** Also sets what the run added. */
  finish(run: number, runner: string, counts: ImportCounts): Promise<boolean>;
  /** What the run has added so far. */
  totals(run: number): Promise<OrderTotals>;
  find(run: number): Promise<ImportRun | null>;
  /** Newest first; of a page after another, those before its last. */
  list(limit: number, before?: number): Promise<ImportRun[]>;
}

export function stateOfRun(
  { finishedAt, undoBeganAt, undoneAt }: Pick<ImportRun, "finishedAt" | "undoBeganAt" | "undoneAt">,
): "done" | "unfinished" | "undone" | "undo_unfinished" {
  if (undoneAt) return "undone";
  if (undoBeganAt) return "undo_unfinished";
  return finishedAt ? "done" : "unfinished";
}

export interface StoredLine {
  readonly orderId: OrderId;
  readonly invoice: string;
  readonly productId: string;
  readonly quantity: number;
  readonly amount: number;
}

export interface InvoiceTotals extends OrderTotals {
  readonly invoice: string;
  /** How many of its orders take others back, and their amount, which is not above 0. */
  readonly takenBack: number;
  readonly refunded: number;
}

/** What is stored of the invoices that a file has too. Pending orders do not count. All throw `Outage`. */
export interface StoredInvoices {
  /** Of up to 1,000 ids, those that are stored. */
  find(
    ids: readonly OrderId[],
  ): Promise<
    { readonly orderId: OrderId; readonly quantity: number; readonly amount: number; readonly run: number | null }[]
  >;
  /** Of up to 1,000 invoices, those with orders that this run did not add, nor another that never ended. */
  ofOthers(invoices: readonly string[], run: number): Promise<string[]>;
  /** Orders of these invoices and products that this run did not add, by id. */
  linesOfOthers(invoices: readonly string[], products: readonly string[], run: number): Promise<StoredLine[]>;
  totalsOfOthers(invoices: readonly string[], run: number): Promise<InvoiceTotals[]>;
  /** How many lines of each invoice earlier runs could not read and no later one has added. */
  gaps(invoices: readonly string[], run: number): Promise<{ readonly invoice: string; readonly lines: number }[]>;
  addGaps(run: number, gaps: readonly { readonly invoice: string; readonly lines: number }[]): Promise<void>;
}

export interface TakenBack {
  readonly orders: number;
  /** Of a run into a store's sales. */
  readonly sales: number;
  readonly users: number;
  readonly products: number;
  /** Made by the run, but used by orders of others. */
  readonly keptUsers: number;
  readonly keptProducts: number;
}

/** All throw `Outage`. */
export interface ImportUndo {
  /** Orders of the run that somebody has changed since, at most `limit` of them by name. */
  changed(run: number, limit: number): Promise<{ readonly count: number; readonly ids: readonly OrderId[] }>;
  /** From now on nothing more of the run is stored, and its importer stops. Repeating is harmless. */
  begin(run: number, runner: string): Promise<void>;
  /** Takes up to `limit` orders back with all effects, in one transaction; returns how many. */
  takeOrders(run: number, limit: number): Promise<number>;
  /** Takes up to `limit` users, and as many products, that the run made and no order needs. */
  takeUnused(run: number, limit: number): Promise<{ readonly users: number; readonly products: number }>;
  /** Counts what is kept because others need it. */
  finish(run: number): Promise<{ readonly keptUsers: number; readonly keptProducts: number }>;
}
