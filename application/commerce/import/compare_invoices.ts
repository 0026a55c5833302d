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
 * product and quantity. What else such an invoice lacks differs, except for what takes back what is stored, as far as
 * that is not taken back yet, and for as many lines as an earlier run could not read. Of an invoice that differs, nothing
 * is taken back.
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
    const isPart = (line: ReadLine) =>
      line.sold.takesBackInAll &&
      (found.get(idOf(line))?.amount ?? line.sold.order.totalAmount) !== line.sold.order.totalAmount;
    const whole = await this.#takeBacks.whole(lines.filter(isPart));
    let orders = 0;
    let amount = 0;
    for (const line of lines) {
      const row = found.get(idOf(line));
      if (!row) continue;
      const said = whole.has(line) ? line.sold.order.totalAmount : row.amount;
      if (row.run === this.#run) {
        this.#takeBacks.note(line, row);
        amount += said - row.amount;
      } else {
        orders++;
        amount += said;
      }
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
    const { added, known: part, differing } = await this.#addedOf(rest);
    const there = { orders: orders + part.orders, amount: amount + part.amount };
    return { fresh: [...fresh, ...added], there, differing };
  }

  /** By {@link likeness}. */
  async #alikeRows(lines: readonly ReadLine[], doubtful: readonly ReadLine[]): Promise<Map<string, StoredLine[]>> {
    const rows = await this.#stored.linesOfOthers(
      unique(doubtful.map(invoiceOf)),
      unique(lines.map(({ sold }) => sold.order.productId)),
      this.#run,
    );
    const alike = rows.filter(({ orderId, invoice, productId }) =>
      isPlacedOrderId(orderId, invoice, productId) || isTakenBackOrderId(orderId, invoice)
    );
    return Map.groupBy(alike, (row) => likeness(row));
  }

  async #addedOf(lines: readonly ReadLine[]) {
    const { takingBack, others } = await this.#takeBacks.divide(lines);
    const { filling, differing } = this.#addDiffering
      ? { filling: others, differing: [] }
      : await this.#fillGaps(others);
    const doubtful = new Set(differing.map(invoiceOf));
    const taken = takingBack.filter(({ line }) => !doubtful.has(invoiceOf(line)));
    const left = takingBack.filter(({ line }) => doubtful.has(invoiceOf(line)));
    return {
      added: [...filling, ...taken.flatMap(({ added }) => added ?? [])],
      known: {
        orders: taken.filter(({ added }) => added === null).length,
        amount: taken.reduce(
          (sum, { line, added }) => sum + line.sold.order.totalAmount - (added?.sold.order.totalAmount ?? 0),
          0,
        ),
      },
      differing: [...differing, ...left.map(({ line }) => line)],
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
