import type {
  DatedSale,
  MenuFigures,
  PutOutcome,
  RecordedSales,
  SaleFilters,
  Sales,
  SalesList,
  StoredSale,
  StoredStore,
  Stores,
  TakenSales,
} from "../../../application/store/ports/sales.ts";
import {
  type ComparedSales,
  compareSales,
  type ComparisonSpan,
  type ReceivedSale,
} from "../../../domain/store/menu_comparison.ts";
import { type Page, pageOfAll, type PageRequest } from "../../../application/shared/page.ts";
import { isSameSale, type SaleId } from "../../../domain/store/sale.ts";
import type { Store } from "../../../domain/store/store.ts";
import type { StoreId } from "../../../domain/shared/store_id.ts";

interface Book {
  store: StoredStore;
  readonly sales: Map<SaleId, ReceivedSale>;
  readonly runs: Map<SaleId, number>;
}

export class MemoryStoreBooks implements Stores, Sales, SalesList, MenuFigures {
  readonly #books = new Map<StoreId, Book>();
  readonly #clock: () => Date;

  constructor(clock: () => Date) {
    this.#clock = clock;
  }

  find(id: StoreId): Promise<StoredStore | null> {
    return Promise.resolve(this.#books.get(id)?.store ?? null);
  }

  open(store: Store): Promise<StoredStore> {
    const book = this.#books.get(store.storeId) ?? this.#add(store);
    return Promise.resolve(book.store);
  }

  put(store: Store): Promise<{ outcome: PutOutcome; store: StoredStore }> {
    const book = this.#books.get(store.storeId);
    if (!book) return Promise.resolve({ outcome: "created", store: this.#add(store).store });
    const before = book.store;
    const hoursChanged = before.timeZone !== store.timeZone || before.closingTime !== store.closingTime;
    if (!hoursChanged && before.name === store.name) return Promise.resolve({ outcome: "unchanged", store: before });
    const version = before.version + (hoursChanged ? 1 : 0);
    book.store = { ...before, ...store, version, updatedDatetime: this.#clock() };
    return Promise.resolve({ outcome: hoursChanged ? "hours_changed" : "changed", store: book.store });
  }

  list(after: StoreId | null, limit: number): Promise<StoredStore[]> {
    const ids = [...this.#books.keys()].filter((id) => after === null || id > after).sort();
    return Promise.resolve(ids.slice(0, limit).map((id) => this.#books.get(id)!.store));
  }

  record(
    store: Store,
    sales: readonly DatedSale[],
    receivedAt: Date,
    run: number | null = null,
  ): Promise<RecordedSales> {
    const book = this.#books.get(store.storeId);
    const isAsGiven = book?.store.timeZone === store.timeZone && book.store.closingTime === store.closingTime;
    if (!book || !isAsGiven) return Promise.resolve({ outcome: "store_changed" });
    const known = sales.filter(({ sale }) => book.sales.has(sale.saleId));
    const conflicting = known.filter(({ sale }) => !isSameSale(sale, book.sales.get(sale.saleId)!))
      .map(({ sale }) => sale.saleId);
    if (conflicting.length > 0) return Promise.resolve({ outcome: "conflict", conflicting: conflicting.sort() });
    const stored = sales.filter(({ sale }) => !book.sales.has(sale.saleId));
    for (const { sale } of stored) {
      book.sales.set(sale.saleId, { ...sale, receivedAt });
      if (run !== null) book.runs.set(sale.saleId, run);
    }
    const version = book.store.version + (stored.length > 0 ? 1 : 0);
    book.store = { ...book.store, version };
    return Promise.resolve({ outcome: "recorded", stored: stored.map(({ sale }) => sale.saleId), version });
  }

  sold(
    storeId: StoreId,
    { menu, from, to }: SaleFilters,
    { descending, limit, after }: PageRequest,
  ): Promise<Page<StoredSale>> {
    const found = this.sales(storeId).filter((sale) =>
      (menu === undefined || sale.menu === menu) && (from === undefined || sale.soldAt >= from) &&
      (to === undefined || sale.soldAt < to)
    ).sort((a, b) => (+a.soldAt - +b.soldAt || (a.saleId < b.saleId ? -1 : 1)) * (descending ? -1 : 1));
    const { items, next } = pageOfAll(found, ({ saleId }) => saleId, { limit, after: after && [after[1]!] });
    return Promise.resolve({ items, next: next && [items.at(-1)!.soldAt.toISOString(), next[0]!] });
  }

  takeBack(store: Store, { run, limit, dayOf }: Parameters<Sales["takeBack"]>[1]): Promise<TakenSales> {
    const book = this.#books.get(store.storeId);
    if (!book) return Promise.resolve({ outcome: "store_changed" });
    const taken = [...book.runs].filter(([, of]) => of === run).slice(0, limit).map(([id]) => book.sales.get(id)!);
    for (const { saleId } of taken) {
      book.sales.delete(saleId);
      book.runs.delete(saleId);
    }
    const days = [...new Set(taken.map(({ soldAt }) => dayOf(soldAt)))].sort();
    const version = book.store.version + (taken.length > 0 ? 1 : 0);
    book.store = { ...book.store, version };
    return Promise.resolve({ outcome: "taken", sales: taken.length, days, version });
  }

  compare(storeId: StoreId, span: ComparisonSpan): Promise<ComparedSales> {
    const version = this.#books.get(storeId)?.store.version ?? 0;
    return Promise.resolve({ ...compareSales(this.sales(storeId), span), version });
  }

  sales(storeId: StoreId): ReceivedSale[] {
    return [...this.#books.get(storeId)?.sales.values() ?? []];
  }

  #add(store: Store): Book {
    const now = this.#clock();
    const book = {
      store: { ...store, version: 0, createdDatetime: now, updatedDatetime: now },
      sales: new Map(),
      runs: new Map(),
    };
    this.#books.set(store.storeId, book);
    return book;
  }
}
