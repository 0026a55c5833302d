import type { Order, OrderId } from "../../../domain/commerce/order.ts";
import type { Product, ProductId } from "../../../domain/commerce/product.ts";
import type { User, UserId } from "../../../domain/commerce/user.ts";
import type { OrderSink } from "./order_sink.ts";
import type { ImportedOrders, RejectedLines, SoldLine } from "../ports/import.ts";
import type { SourceLine } from "../ports/order_line.ts";
import { type Rates, soldLine } from "./sold_line.ts";

interface ImportDependencies {
  readonly rates: Rates;
  readonly sink: OrderSink;
  readonly imported: ImportedOrders;
  readonly rejects: RejectedLines;
  /** Retries all but `DataRefused`. */
  readonly withRetry: <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>;
}

interface ImportProgress {
  readonly phase: "reading" | "storing" | "checking";
  readonly done: number;
  readonly total: number | null;
  readonly rejected: number;
}

export interface ImportOptions {
  /** Aborting rejects with the signal's reason; the next run continues. */
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** At most 1,000. */
  readonly batchSize?: number;
}

/** Amounts in won. What is stored is counted in the store; `balanced`: each line was rejected or is a stored order. */
export interface ImportReport {
  readonly lines: number;
  readonly orders: number;
  readonly rejected: number;
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

const BATCH_SIZE = 1_000;

/** Each order once, however often it runs. Keeps ids in memory, not lines: 540,000 lines take some 250 MB. */
export async function importOrders(
  { rates, sink, imported, rejects, withRetry }: ImportDependencies,
  records: AsyncIterable<SourceLine>,
  { signal, onProgress = () => {}, batchSize = BATCH_SIZE }: ImportOptions,
): Promise<ImportReport> {
  const run = new Run();
  const amountOf = (ids: readonly OrderId[]) => {
    signal.throwIfAborted();
    return withRetry(() => imported.amountOf(ids), signal);
  };
  const flush = async () => {
    const batch = run.takeBatch();
    if (batch.orders.length === 0) return;
    run.alreadyThere += (await amountOf(batch.orders.map((order) => order.orderId))).found;
    await sink.deliver(batch, signal);
  };
  const showReading = () => onProgress({ phase: "reading", done: run.lines, total: null, rejected: run.rejected });

  try {
    for await (const record of records) {
      signal.throwIfAborted();
      const place = run.placeOf("fault" in record ? record.order : record.value.order);
      const read = "fault" in record ? null : soldLine(record.value, place, rates);
      if (read?.ok) run.add(read.value);
      else {
        run.reject();
        const reason = "fault" in record ? record.fault : read!.refusal.details.join("; ");
        await rejects.add({ line: record.line, reason, raw: record.raw });
      }
      if (run.pending >= batchSize) await flush();
      if (run.lines % batchSize === 0) showReading();
    }
    await flush();
    showReading();
    const progress = (phase: "storing" | "checking") => (done: number, total: number) =>
      onProgress({ phase, done, total, rejected: run.rejected });
    await sink.settle(signal, progress("storing"));
    return run.report(await storedOf(run.ids, amountOf, progress("checking")));
  } finally {
    await sink.close();
  }
}

async function storedOf(
  ids: readonly OrderId[],
  amountOf: ImportedOrders["amountOf"],
  onProgress: (done: number, total: number) => void,
) {
  let found = 0;
  let amount = 0;
  for (let start = 0; start < ids.length; start += BATCH_SIZE) {
    const part = await amountOf(ids.slice(start, start + BATCH_SIZE));
    found += part.found;
    amount += part.amount;
    onProgress(Math.min(start + BATCH_SIZE, ids.length), ids.length);
  }
  return { found, amount };
}

class Run {
  readonly ids: OrderId[] = [];
  lines = 0;
  rejected = 0;
  alreadyThere = 0;
  #amountIn = 0;
  #cancellations = 0;
  #guests = 0;
  readonly #places = new Map<string, number>();
  readonly #users = new Set<UserId>();
  readonly #products = new Set<ProductId>();
  #batch = emptyBatch();

  get pending(): number {
    return this.#batch.orders.length;
  }

  /** Rejected lines take a place too: correcting one changes no other line's id. */
  placeOf(invoice: string): number {
    const place = (this.#places.get(invoice) ?? 0) + 1;
    this.#places.set(invoice, place);
    this.lines++;
    return place;
  }

  add({ user, product, order }: SoldLine): void {
    if (!this.#users.has(user.userId)) {
      this.#users.add(user.userId);
      this.#batch.users.push(user);
      if (user.isGuest) this.#guests++;
    }
    if (!this.#products.has(product.productId)) {
      this.#products.add(product.productId);
      this.#batch.products.push(product);
    }
    this.#batch.orders.push(order);
    this.ids.push(order.orderId);
    this.#amountIn += order.totalAmount;
    if (order.quantity < 0) this.#cancellations++;
  }

  reject(): void {
    this.rejected++;
  }

  takeBatch() {
    const batch = this.#batch;
    this.#batch = emptyBatch();
    return batch;
  }

  report(inStore: { readonly found: number; readonly amount: number }): ImportReport {
    const orders = this.ids.length;
    return {
      lines: this.lines,
      orders,
      rejected: this.rejected,
      stored: inStore.found - this.alreadyThere,
      alreadyThere: this.alreadyThere,
      amountIn: this.#amountIn,
      amountStored: inStore.amount,
      guests: this.#guests,
      customers: this.#users.size - this.#guests,
      products: this.#products.size,
      cancellations: this.#cancellations,
      balanced: this.lines === orders + this.rejected && inStore.found === orders && inStore.amount === this.#amountIn,
    };
  }
}

function emptyBatch() {
  return { users: [] as User[], products: [] as Product[], orders: [] as Order[] };
}
