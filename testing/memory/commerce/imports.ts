import type {
  ImportCounts,
  ImportedFile,
  ImportRun,
  ImportRuns,
  OrderTotals,
  StoredInvoices,
} from "../../../application/commerce/ports/import_runs.ts";
import type { Order, OrderId } from "../../../domain/commerce/order.ts";

/** Imports over a map of orders, for tests without a database. */
export class MemoryImports implements ImportRuns, StoredInvoices {
  readonly runs: (ImportRun & { runner: string })[] = [];
  readonly #gaps: { run: number; invoice: string; lines: number }[] = [];

  readonly #orders: () => ReadonlyMap<string, Order>;

  constructor(orders: ReadonlyMap<string, Order> | (() => ReadonlyMap<string, Order>)) {
    this.#orders = typeof orders === "function" ? orders : () => orders;
  }

  begin(file: ImportedFile, runner: string): Promise<{ run: number }> {
    const going = this.runs.find(({ digest, storeId, finishedAt }) =>
      digest !== null && digest === file.digest && storeId === file.storeId && !finishedAt
    );
    if (going) {
      going.runner = runner;
      return Promise.resolve(going);
    }
    const counts = { lines: 0, orders: 0, rejected: 0, alreadyThere: 0, differing: 0, stored: 0, amount: 0 };
    const dates = { startedAt: new Date(0), finishedAt: null, undoBeganAt: null, undoneAt: null };
    const begun = { ...file, ...counts, ...dates, run: this.runs.length + 1, runner };
    this.runs.push(begun);
    return Promise.resolve(begun);
  }

  note(run: number, runner: string, counts: ImportCounts): Promise<boolean> {
    const known = this.runs[run - 1]!;
    if (known.runner !== runner) return Promise.resolve(false);
    this.runs[run - 1] = { ...known, ...counts };
    return Promise.resolve(true);
  }

  async finish(run: number, runner: string, counts: ImportCounts): Promise<boolean> {
    if (!await this.note(run, runner, counts)) return false;
    const { orders: stored, amount } = await this.totals(run);
    this.runs[run - 1] = { ...this.runs[run - 1]!, stored, amount, finishedAt: new Date(1) };
    return true;
  }

  totals(run: number): Promise<OrderTotals> {
    return Promise.resolve(totalsOf(this.#all(({ importRun }) => importRun === run)));
  }

  list(limit: number, before = Infinity): Promise<ImportRun[]> {
    return Promise.resolve(this.runs.toReversed().filter(({ run }) => run < before).slice(0, limit));
  }

  // `find` of both ports: a run by its number, orders by their ids.
  find(run: number): Promise<ImportRun | null>;
  find(ids: readonly OrderId[]): Promise<{ orderId: OrderId; quantity: number; amount: number; run: number | null }[]>;
  // deno-lint-ignore no-explicit-any
  find(what: number | readonly OrderId[]): Promise<any> {
    if (typeof what === "number") return Promise.resolve(this.runs[what - 1] ?? null);
    return Promise.resolve(
      what.flatMap((id) => this.#orders().get(id) ?? [])
        .map(({ orderId, quantity, totalAmount, importRun }) => ({
          orderId,
          quantity,
          amount: totalAmount,
          run: importRun,
        })),
    );
  }

  ofOthers(invoices: readonly string[], run: number): Promise<string[]> {
    const isWhole = ({ importRun }: Order) => importRun === null || this.runs[importRun - 1]?.finishedAt !== null;
    return Promise.resolve(invoices.filter((invoice) => this.#others(invoice, run).some(isWhole)));
  }

  linesOfOthers(invoices: readonly string[], products: readonly string[], run: number) {
    return Promise.resolve(
      invoices.flatMap((invoice) =>
        this.#others(invoice, run).filter(({ productId }) => products.includes(productId))
          .map(({ orderId, productId, quantity, totalAmount }) => ({
            orderId,
            invoice,
            productId,
            quantity,
            amount: totalAmount,
          }))
      ),
    );
  }

  totalsOfOthers(invoices: readonly string[], run: number) {
    return Promise.resolve(invoices.map((invoice) => {
      const others = this.#others(invoice, run);
      const back = others.filter(({ quantity }) => quantity < 0);
      return { invoice, ...totalsOf(others), takenBack: back.length, refunded: totalsOf(back).amount };
    }));
  }

  gaps(invoices: readonly string[], run: number) {
    return Promise.resolve(this.#gaps.filter((gap) => gap.run !== run && invoices.includes(gap.invoice)));
  }

  addGaps(run: number, gaps: readonly { readonly invoice: string; readonly lines: number }[]): Promise<void> {
    this.#gaps.push(...gaps.map((gap) => ({ run, ...gap })));
    return Promise.resolve();
  }

  #all(holds: (order: Order) => boolean): Order[] {
    return [...this.#orders().values()].filter(holds);
  }

  #others(invoice: string, run: number): Order[] {
    return this.#all((order) => order.invoice === invoice && order.importRun !== run);
  }
}

function totalsOf(orders: readonly Order[]): OrderTotals {
  return { orders: orders.length, amount: orders.reduce((sum, { totalAmount }) => sum + totalAmount, 0) };
}
