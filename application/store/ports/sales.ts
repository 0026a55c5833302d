import type { Store } from "../../../domain/store/store.ts";
import type { StoreId } from "../../../domain/shared/store_id.ts";
import type { BusinessDay } from "../../../domain/store/business_day.ts";
import type { Sale, SaleId } from "../../../domain/store/sale.ts";
import type { Page, PageRequest } from "../../shared/page.ts";
import type { ComparedSales, ComparisonSpan } from "../../../domain/store/menu_comparison.ts";

export interface StoredStore extends Store {
  /** Goes up with every change of the store's sales or hours. */
  readonly version: number;
  readonly createdDatetime: Date;
  readonly updatedDatetime: Date;
}

export type PutOutcome = "created" | "changed" | "hours_changed" | "unchanged";

/** All throw `Outage` and `DataRefused`. */
export interface Stores {
  find(id: StoreId): Promise<StoredStore | null>;
  /** An existing store keeps its settings. */
  open(store: Store): Promise<StoredStore>;
  /** "hours_changed": its business days begin at another time; its stored reports were removed in the same step. */
  put(store: Store): Promise<{ readonly outcome: PutOutcome; readonly store: StoredStore }>;
  /** By id. */
  list(after: StoreId | null, limit: number): Promise<StoredStore[]>;
}

export interface DatedSale {
  readonly sale: Sale;
  readonly day: BusinessDay;
}

export type RecordedSales =
  | {
    readonly outcome: "recorded";
    /** In the order given. */
    readonly stored: readonly SaleId[];
    readonly version: number;
  }
  /** These ids are stored with other content; nothing was stored. */
  | { readonly outcome: "conflict"; readonly conflicting: readonly SaleId[] }
  /** The store is gone or its hours have changed; nothing was stored. */
  | { readonly outcome: "store_changed" };

export type TakenSales =
  | {
    readonly outcome: "taken";
    readonly sales: number;
    readonly days: readonly BusinessDay[];
    readonly version: number;
  }
  /** The store is gone or its hours have changed; nothing was taken. */
  | { readonly outcome: "store_changed" };

export interface Sales {
  /**
   * All or none, idempotent; serialised per store. `store` is as when the days were found; no id comes twice. Nothing
   * more is stored of an import (`run`) whose undo has begun.
   */
  record(
    store: Store,
    sales: readonly DatedSale[],
    receivedAt: Date,
    run?: number | null,
  ): Promise<RecordedSales>;
  /** Up to `limit` sales that this import added, in one transaction. */
  takeBack(
    store: Store,
    what: { readonly run: number; readonly limit: number; readonly dayOf: (at: Date) => BusinessDay },
  ): Promise<TakenSales>;
}

/** `undefined` does not filter. */
export interface SaleFilters {
  readonly menu?: string | undefined;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

export interface StoredSale extends Sale {
  readonly receivedAt: Date;
}

export const SALE_SORTS = { soldAt: ["time", "text"] } as const;

/** Throws `Outage`. */
export interface SalesList {
  sold(storeId: StoreId, filters: SaleFilters, page: PageRequest<keyof typeof SALE_SORTS>): Promise<Page<StoredSale>>;
}

/** Throws `Outage`. */
export interface MenuFigures {
  /** Both halves of the span at one moment. */
  compare(storeId: StoreId, span: ComparisonSpan): Promise<ComparedSales>;
}
