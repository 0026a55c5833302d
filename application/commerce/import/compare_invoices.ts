import { isPlacedOrderId, isTakenBackOrderId } from "../../../domain/commerce/line_identity.ts";
import type { StoredInvoices, StoredLine } from "../ports/import_runs.ts";
import type { ReadLine } from "../ports/import.ts";
import { TakeBacks } from "./take_backs.ts";

/** Each line is in one of them. */
interface Comparison {
  readonly fresh: readonly ReadLine[];
  readonly there: { readonly orders: number; readonly amount: number };
  readonly differing: readonly ReadLine[];
}

/**
 * Compares lines with what is stored of their invoices by others than this run. A line whose id is stored is there; so
 * is one that an earlier version stored under its place in a file, or that a webhook took back, which are known by
 * product and quantity. What else such an invoice lacks differs, except for what takes back what is stored, and for as
 * many lines as an earlier run could not read. Of an invoice that differs, nothing is taken back.
 */
export class InvoiceComparison {
  readonly #stored: StoredInvoices;
  readonly #run: number;
  readonly #addDiffering: boolean;
  readonly #takeBacks: TakeBacks;
  /** Lines so far that were matched by product and quantity, and that filled gaps. */
  readonly #placed = new Map<string, number>();
  readonly #filled = new Map<string, number>();

  constructor(
    { stored, run, addDiffering }: {
      readonly stored: StoredInvoices;
      readonly run: number;
      readonly addDiffering: boolean;
    },
  ) {
    this.#stored = stored;
    this.#run = run;
    this.#addDiffering = addDiffering;
    this.#takeBacks = new TakeBacks(stored, run);
  }

  /** Up to 1,000 lines. May be called again after a fault only with a comparison of its own. */
  async compare(lines: readonly ReadLine[]): Promise<Comparison> {
    const found = new Map((await this.#stored.find(lines.map(idOf))).map((row) => [row.orderId, row]));
    const missing = lines.filter((line) => !found.has(idOf(line)));
    for (const line of lines) if (found.get(idOf(line))?.run === this.#run) this.#takeBacks.note(line);
    let orders = 0;
    let amount = 0;
    for (const row of found.values()) {
      if (row.run === this.#run) continue;
      orders++;
      amount += row.amount;
    }
    const known = new Set(await this.#stored.ofOthers(unique(missing.map(invoiceOf)), this.#run));
    const doubtful = missing.filter((line) => known.has(invoiceOf(line)));
    const fresh = missing.filter((line) => !known.has(invoiceOf(line)));
    if (doubtful.length === 0) return { fresh, there: { orders, amount }, differing: [] };

    const rows = await this.#alikeRows(lines, doubtful);
    const rest: ReadLine[] = [];
    for (const line of doubtful) {
      const same = rows.get(likeness(line.sold.order)) ?? [];
      const nth = this.#placed.get(likeness(line.sold.order)) ?? 0;
      const row = same[nth];
      if (row === undefined) rest.push(line);
      else {
        this.#placed.set(likeness(line.sold.order), nth + 1);
        orders++;
        amount += row.amount;
      }
    }
    const { added, differing } = this.#addDiffering ? { added: rest, differing: [] } : await this.#addedOf(rest);
    return { fresh: [...fresh, ...added], there: { orders, amount }, differing };
  }

  /** By {@link likeness}. A file has money refunded as one line, a webhook the pieces that it was for. */
  async #alikeRows(lines: readonly ReadLine[], doubtful: readonly ReadLine[]): Promise<Map<string, StoredLine[]>> {
    const rows = await this.#stored.linesOfOthers(
      unique(doubtful.map(invoiceOf)),
      unique(lines.map(({ sold }) => sold.order.productId)),
      this.#run,
    );
    const takenBack = rows.filter(({ orderId, invoice }) => isTakenBackOrderId(orderId, invoice));
    const refunds = doubtful.filter(({ sold }) => !sold.product.isGoods && sold.order.quantity < 0).flatMap((line) => {
      const back = takenBack.filter(({ invoice }) => invoice === invoiceOf(line));
      const { orderId, productId, quantity, totalAmount } = line.sold.order;
      const isSame = back.reduce((sum, { amount }) => sum + amount, 0) === totalAmount;
      return isSame ? [{ orderId, invoice: invoiceOf(line), productId, quantity, amount: totalAmount }] : [];
    });
    const placed = rows.filter(({ orderId, invoice, productId }) => isPlacedOrderId(orderId, invoice, productId));
    return Map.groupBy([...placed, ...takenBack, ...refunds], (row) => likeness(row));
  }

  async #addedOf(lines: readonly ReadLine[]) {
    const { takingBack, others } = await this.#takeBacks.divide(lines);
    const { filling, differing } = await this.#fillGaps(others);
    const doubtful = new Set(differing.map(invoiceOf));
    return {
      added: [...filling, ...takingBack.filter((line) => !doubtful.has(invoiceOf(line)))],
      differing: [...differing, ...takingBack.filter((line) => doubtful.has(invoiceOf(line)))],
    };
  }

  async #fillGaps(lines: readonly ReadLine[]) {
    const gaps = new Map(
      lines.length === 0 ? [] : (await this.#stored.gaps(unique(lines.map(invoiceOf)), this.#run))
        .map(({ invoice, lines }) => [invoice, lines]),
    );
    const { filling = [], differing = [] } = Object.groupBy(lines, (line) => {
      const invoice = invoiceOf(line);
      const filled = this.#filled.get(invoice) ?? 0;
      if (filled >= (gaps.get(invoice) ?? 0)) return "differing";
      this.#filled.set(invoice, filled + 1);
      return "filling";
    });
    return { filling, differing };
  }
}

function idOf({ sold }: ReadLine) {
  return sold.order.orderId;
}

function invoiceOf({ sold }: ReadLine): string {
  return sold.order.invoice!;
}

interface Likeness {
  readonly invoice: string | null;
  readonly productId: string;
  readonly quantity: number;
}

function likeness({ invoice, productId, quantity }: Likeness): string {
  return JSON.stringify([invoice, productId, quantity]);
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
