import type { ReadLine } from "../ports/import.ts";
import type { StoredInvoices } from "../ports/import_runs.ts";

/**
 * Which lines take back what is stored of their invoice: a cancellation or refund that came after the import of what
 * was sold. Goods as far as that many are left of what was sold, and no more money than the invoice came to. Money
 * refunded is told as one sum, so it is another one only where nothing of the invoice was taken back yet.
 */
export class TakeBacks {
  readonly #stored: Pick<StoredInvoices, "linesOfOthers" | "totalsOfOthers">;
  readonly #run: number;
  /** By this run so far: pieces of a product of an invoice, and amounts of an invoice. */
  readonly #pieces = new Map<string, number>();
  readonly #amounts = new Map<string, number>();

  constructor(stored: Pick<StoredInvoices, "linesOfOthers" | "totalsOfOthers">, run: number) {
    this.#stored = stored;
    this.#run = run;
  }

  /** A line that this run has added already. */
  note({ sold: { order } }: ReadLine): void {
    if (order.quantity >= 0) return;
    const key = keyOf(order);
    this.#pieces.set(key, (this.#pieces.get(key) ?? 0) - order.quantity);
    this.#amounts.set(order.invoice!, (this.#amounts.get(order.invoice!) ?? 0) + order.totalAmount);
  }

  /** Of lines that are not stored, though others of their invoice are; each line is in one list. */
  async divide(
    lines: readonly ReadLine[],
  ): Promise<{ readonly takingBack: readonly ReadLine[]; readonly others: readonly ReadLine[] }> {
    const { negative = [], positive = [] } = Object.groupBy(
      lines,
      ({ sold }) => sold.order.quantity < 0 ? "negative" : "positive",
    );
    if (negative.length === 0) return { takingBack: [], others: positive };
    const invoices = [...new Set(negative.map(({ sold }) => sold.order.invoice!))];
    const products = [...new Set(negative.map(({ sold }) => sold.order.productId))];
    const sold = new Map<string, number>();
    for (const row of await this.#stored.linesOfOthers(invoices, products, this.#run)) {
      sold.set(keyOf(row), (sold.get(keyOf(row)) ?? 0) + row.quantity);
    }
    const totals = new Map((await this.#stored.totalsOfOthers(invoices, this.#run)).map((row) => [row.invoice, row]));
    const takingBack: ReadLine[] = [];
    const others = [...positive];
    for (const line of negative) {
      const { order, product } = line.sold;
      const { amount = 0, takenBack = 0 } = totals.get(order.invoice!) ?? {};
      const taken = this.#amounts.get(order.invoice!) ?? 0;
      const isCovered = amount + taken + order.totalAmount >= 0;
      const left = (sold.get(keyOf(order)) ?? 0) - (this.#pieces.get(keyOf(order)) ?? 0);
      const isSold = product.isGoods ? left + order.quantity >= 0 : takenBack === 0 && taken === 0;
      if (isCovered && isSold) {
        takingBack.push(line);
        this.note(line);
      } else others.push(line);
    }
    return { takingBack, others };
  }
}

function keyOf({ invoice, productId }: { readonly invoice: string | null; readonly productId: string }): string {
  return JSON.stringify([invoice, productId]);
}
