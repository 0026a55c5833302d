import type { Order } from "../../../domain/commerce/order.ts";
import type { Product, ProductId } from "../../../domain/commerce/product.ts";
import type { User, UserId } from "../../../domain/commerce/user.ts";
import { canonicalId } from "../../../domain/shared/outside_id.ts";
import type { Digest } from "../../../domain/shared/digest.ts";
import type { ImportCounts, OrderTotals } from "../ports/import_runs.ts";
import type { ReadLine } from "../ports/import.ts";
import { DigestCounter } from "./digest_counter.ts";

/** An invoice that is stored with other lines than the file has. */
export interface DifferingInvoice {
  readonly invoice: string;
  /** Of the file, and of them the first. */
  readonly lines: number;
  readonly firstLine: number;
  readonly stored: OrderTotals;
}

const MOST_NAMED = 20;

/** What an import has counted so far, and the lines that wait for their batch. */
export class ImportTally {
  lines = 0;
  rejected = 0;
  amountIn = 0;
  guests = 0;
  cancellations = 0;
  there: OrderTotals = { orders: 0, amount: 0 };
  #orders = 0;
  #differing = 0;
  #waiting: ReadLine[] = [];
  #gaps = new Map<string, number>();
  readonly #digest: Digest;
  readonly #equals = new DigestCounter();
  readonly #users = new DigestCounter();
  readonly #sentUsers = new DigestCounter();
  /** As many as the shop has, not as many as the file. */
  readonly #products = new Set<ProductId>();
  readonly #sentProducts = new Set<ProductId>();
  #lastUser: UserId | null = null;
  #lastSent: UserId | null = null;
  readonly #named = new Map<string, { lines: number; firstLine: number; stored: OrderTotals }>();

  constructor(digest: Digest) {
    this.#digest = digest;
  }

  count(lineDigest: string): number {
    return this.#equals.add(lineDigest);
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  get customers(): number {
    return this.#users.size - this.guests;
  }

  get products(): number {
    return this.#products.size;
  }

  get counts(): ImportCounts {
    const { lines, rejected } = this;
    return { lines, orders: this.#orders, rejected, alreadyThere: this.there.orders, differing: this.#differing };
  }

  get differingInvoices(): DifferingInvoice[] {
    return [...this.#named].map(([invoice, rest]) => ({ invoice, ...rest }));
  }

  add(line: ReadLine): void {
    this.lines++;
    this.#orders++;
    this.#waiting.push(line);
    const { user, product, order } = line.sold;
    // Lines of an invoice mostly follow each other.
    if (user.userId !== this.#lastUser) {
      if (this.#users.add(this.#digest(user.userId)) === 1 && user.isGuest) this.guests++;
      this.#lastUser = user.userId;
    }
    this.#products.add(product.productId);
    this.amountIn += order.totalAmount;
    if (order.quantity < 0) this.cancellations++;
  }

  reject(invoice: string): void {
    this.lines++;
    this.rejected++;
    const known = canonicalId(invoice);
    if (known !== "" && known.length <= 100) this.#gaps.set(known, (this.#gaps.get(known) ?? 0) + 1);
  }

  takeGaps(): { readonly invoice: string; readonly lines: number }[] {
    const gaps = [...this.#gaps].map(([invoice, lines]) => ({ invoice, lines }));
    this.#gaps = new Map();
    return gaps;
  }

  takeLines(): ReadLine[] {
    const lines = this.#waiting;
    this.#waiting = [];
    return lines;
  }

  addThere({ orders, amount }: OrderTotals): void {
    this.there = { orders: this.there.orders + orders, amount: this.there.amount + amount };
  }

  /** Returns the invoices that are named from now on, to be described. */
  addDiffering(lines: readonly ReadLine[]): string[] {
    const first: string[] = [];
    for (const { sold: { order }, line } of lines) {
      this.#orders--;
      this.#differing++;
      this.amountIn -= order.totalAmount;
      if (order.quantity < 0) this.cancellations--;
      const named = this.#named.get(order.invoice!);
      if (named) named.lines++;
      else if (this.#named.size < MOST_NAMED) {
        this.#named.set(order.invoice!, { lines: 1, firstLine: line, stored: { orders: 0, amount: 0 } });
        first.push(order.invoice!);
      }
    }
    return first;
  }

  describe(invoices: readonly ({ readonly invoice: string } & OrderTotals)[]): void {
    for (const { invoice, orders, amount } of invoices) {
      const named = this.#named.get(invoice);
      if (named) named.stored = { orders, amount };
    }
  }

  /** Users and products are in the batch that first needs them. */
  batchOf(lines: readonly ReadLine[]) {
    const batch = { users: [] as User[], products: [] as Product[], orders: [] as Order[] };
    for (const { sold: { user, product, order } } of lines) {
      if (user.userId !== this.#lastSent) {
        if (this.#sentUsers.add(this.#digest(user.userId)) === 1) batch.users.push(user);
        this.#lastSent = user.userId;
      }
      if (!this.#sentProducts.has(product.productId)) {
        this.#sentProducts.add(product.productId);
        batch.products.push(product);
      }
      batch.orders.push(order);
    }
    return batch;
  }
}
