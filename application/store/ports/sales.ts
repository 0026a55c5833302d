import type { Store } from "../../../domain/store/store.ts";
import type { StoreId } from "../../../domain/shared/store_id.ts";
import type { BusinessDay } from "../../../domain/store/business_day.ts";
import type { Sale, SaleId } from "../../../domain/store/sale.ts";
import type { ComparedSales, ComparisonSpan } from "../../../domain/store/menu_comparison.ts";

/** A store as it is kept. */
export interface StoredStore extends Store {
  /** Goes up with every change of the store's sales or hours: of two figures, the one of the higher version is newer. */
  readonly version: number;
  readonly createdDatetime: Date;
  readonly updatedDatetime: Date;
}

export type PutOutcome = "created" | "changed" | "hours_changed" | "unchanged";

/** The stores and their settings. All throw `Outage`, and `DataRefused` for what can't be stored. */
export interface Stores {
  find(id: StoreId): Promise<StoredStore | null>;
  /** The store of that id, made as given where there is none; one that is there keeps its settings. */
  open(store: Store): Promise<StoredStore>;
  /**
   * Makes the store, or gives it these settings.
   *
   * "hours_changed" if its business days begin at another time: every stored report of it is gone then, in the same step.
   */
  put(store: Store): Promise<{ readonly outcome: PutOutcome; readonly store: StoredStore }>;
  /** At most `limit` stores with an id after `after`, by id. */
  list(after: StoreId | null, limit: number): Promise<StoredStore[]>;
}

/** A sale and the business day it belongs to. */
export interface DatedSale {
  readonly sale: Sale;
  readonly day: BusinessDay;
}

export type RecordedSales =
  | {
    readonly outcome: "recorded";
    /** Ids of the sales that were new, in the order given. */
    readonly stored: readonly SaleId[];
    /** The store's version after it; the same as before where nothing was new. */
    readonly version: number;
  }
  /** These ids are there already and say something else; nothing was stored. */
  | { readonly outcome: "conflict"; readonly conflicting: readonly SaleId[] }
  /** The store is gone, or its hours are no longer those that the days were found with; nothing was stored. */
  | { readonly outcome: "store_changed" };

/** The sales of all stores. Throws `Outage`, and `DataRefused` for what can't be stored. */
export interface Sales {
  /**
   * Stores those that are not there yet, all in one step or none.
   *
   * What is there already and says the same is passed over, so a batch may be sent again. Two that run at once for one
   * store follow each other.
   *
   * @param store as it was when the days were found
   * @param sales no id twice
   */
  record(store: Store, sales: readonly DatedSale[], receivedAt: Date): Promise<RecordedSales>;
}

/** What was sold, menu by menu. Throws `Outage`. */
export interface MenuFigures {
  /** The two halves of the span side by side, as they were at one moment. Nothing sold gives no menus. */
  compare(storeId: StoreId, span: ComparisonSpan): Promise<ComparedSales>;
}
