import type { ReadLine } from "../ports/import.ts";
import type { InvoiceTotals, StoredInvoices, StoredLine } from "../ports/import_runs.ts";

/** A line that takes back what is stored of its invoice. */
export interface TakenBack {
  readonly line: ReadLine;
  /** What is not stored of it yet; `null` where all is. */
  readonly added: ReadLine | null;
}

interface Back {
  readonly pieces: number;
  readonly amount: number;
}

const NOTHING: Back = { pieces: 0, amount: 0 };
/** Of no import. */
const NO_RUN = 0;

/**
 * Which lines take back what is stored of their invoice: a cancellation or refund that came after the import of what
 * was sold. Goods as far as that many are left of what was sold, and no more money than the invoice came to. Of what an
 * export tells in all, what others took back already is left out.
 */
export class TakeBacks {
  readonly #stored: Pick<StoredInvoices, "linesOfOthers" | "totalsOfOthers">;
  readonly #run: number;
  /** By this run so far: pieces of a product of an invoice, and amounts of an invoice. */
  readonly #pieces = new Map<string, number>();
  readonly #amounts = new Map<string, number>();
  /** Of what others took back, by product of an invoice, the part that lines in all were found to be. */
  readonly #found = new Map<string, Back>();

  constructor(stored: Pick<StoredInvoices, "linesOfOthers" | "totalsOfOthers">, run: number) {
    this.#stored = stored;
    this.#run = run;
  }

  /** Of a line that this run has added, what is stored. */
  note({ sold: { order } }: ReadLine, { quantity, amount }: { readonly quantity: number; readonly amount: number }) {
    if (quantity >= 0) return;
    const key = keyOf(order);
    this.#pieces.set(key, (this.#pieces.get(key) ?? 0) - quantity);
    this.#amounts.set(order.invoice!, (this.#amounts.get(order.invoice!) ?? 0) + amount);
  }

  /** Of stored lines that tell something in all, those of which others took back the rest. */
  async whole(lines: readonly ReadLine[]): Promise<ReadonlySet<ReadLine>> {
    if (lines.length === 0) return new Set();
    const { totals, rows } = await this.#storedOf(lines, NO_RUN);
    const back = backOf(rows);
    return new Set(
      lines.filter(({ sold: { order, product } }) =>
        product.isGoods
          ? (back.get(keyOf(order)) ?? NOTHING).pieces >= -order.quantity
          : (totals.get(order.invoice!)?.refunded ?? 0) <= order.totalAmount
      ),
    );
  }

  /** Of lines that are not stored, though others of their invoice are; each line is in one list. */
  async divide(
    lines: readonly ReadLine[],
  ): Promise<{ readonly takingBack: readonly TakenBack[]; readonly others: readonly ReadLine[] }> {
    const { negative = [], positive = [] } = Object.groupBy(
      lines,
      ({ sold }) => sold.order.quantity < 0 ? "negative" : "positive",
    );
    if (negative.length === 0) return { takingBack: [], others: positive };
    const { totals, rows } = await this.#storedOf(negative, this.#run);
    const back = backOf(rows);
    const takingBack: TakenBack[] = [];
    const others = [...positive];
    for (const line of negative) {
      const { order, product } = line.sold;
      const total = totals.get(order.invoice!) ?? { amount: 0, refunded: 0, takenBack: 0 };
      const sold = rows.filter((row) => keyOf(row) === keyOf(order)).reduce((sum, { quantity }) => sum + quantity, 0);
      const left = { ...total, pieces: sold - (this.#pieces.get(keyOf(order)) ?? 0) };
      const part = !line.sold.takesBackInAll
        ? this.#wholeLine(line, left)
        : product.isGoods
        ? this.#restOfPieces(line, left, back.get(keyOf(order)) ?? NOTHING)
        : this.#restOfMoney(line, left);
      if (part === null) others.push(line);
      else {
        takingBack.push(part);
        if (part.added) this.note(line, partOf(part.added));
      }
    }
    return { takingBack, others };
  }

  /** Money refunded is told as one sum, so it is another one only where nothing of the invoice was taken back yet. */
  #wholeLine(line: ReadLine, { amount, takenBack, pieces }: Left): TakenBack | null {
    const { order, product } = line.sold;
    const taken = this.#amounts.get(order.invoice!) ?? 0;
    const isCovered = amount + taken + order.totalAmount >= 0;
    const isSold = product.isGoods ? pieces + order.quantity >= 0 : takenBack === 0 && taken === 0;
    return isCovered && isSold ? { line, added: line } : null;
  }

  #restOfMoney(line: ReadLine, { amount, refunded }: Left): TakenBack | null {
    const { order } = line.sold;
    const sold = amount - refunded;
    if ((this.#amounts.get(order.invoice!) ?? 0) !== 0 || sold + order.totalAmount < 0) return null;
    const rest = order.totalAmount - refunded;
    return { line, added: rest < 0 ? withPart(line, { quantity: order.quantity, amount: rest }) : null };
  }

  #restOfPieces(line: ReadLine, { amount, pieces }: Left, back: Back): TakenBack | null {
    const { order } = line.sold;
    const key = keyOf(order);
    const found = this.#found.get(key) ?? NOTHING;
    const unused = { pieces: back.pieces - found.pieces, amount: back.amount - found.amount };
    const known = Math.min(-order.quantity, unused.pieces);
    const knownAmount = known === 0 ? 0 : Math.round(unused.amount * known / unused.pieces);
    const quantity = order.quantity + known;
    if (pieces + quantity < 0) return null;
    this.#found.set(key, { pieces: found.pieces + known, amount: found.amount + knownAmount });
    if (quantity === 0) return { line, added: null };
    const left = Math.max(0, amount + (this.#amounts.get(order.invoice!) ?? 0));
    return { line, added: withPart(line, { quantity, amount: -Math.min(left, knownAmount - order.totalAmount) || 0 }) };
  }

  async #storedOf(lines: readonly ReadLine[], run: number) {
    const invoices = [...new Set(lines.map(({ sold }) => sold.order.invoice!))];
    const products = [...new Set(lines.map(({ sold }) => sold.order.productId))];
    const rows = await this.#stored.linesOfOthers(invoices, products, run);
    const totals = await this.#stored.totalsOfOthers(invoices, run);
    return { rows, totals: new Map(totals.map((row) => [row.invoice, row])) };
  }
}

type Left = Pick<InvoiceTotals, "amount" | "refunded" | "takenBack"> & { readonly pieces: number };

/** By product of an invoice; amounts are negative. */
function backOf(rows: readonly StoredLine[]): ReadonlyMap<string, Back> {
  const back = new Map<string, Back>();
  for (const row of rows) {
    if (row.quantity >= 0) continue;
    const { pieces, amount } = back.get(keyOf(row)) ?? NOTHING;
    back.set(keyOf(row), { pieces: pieces - row.quantity, amount: amount + row.amount });
  }
  return back;
}

function partOf({ sold: { order } }: ReadLine) {
  return { quantity: order.quantity, amount: order.totalAmount };
}

function withPart(
  line: ReadLine,
  { quantity, amount }: { readonly quantity: number; readonly amount: number },
): ReadLine {
  return { ...line, sold: { ...line.sold, order: { ...line.sold.order, quantity, totalAmount: amount } } };
}

function keyOf({ invoice, productId }: { readonly invoice: string | null; readonly productId: string }): string {
  return JSON.stringify([invoice, productId]);
}
