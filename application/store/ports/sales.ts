import type { BusinessDay } from "../../../domain/store/business_day.ts";
import type { Sale, SaleId } from "../../../domain/store/sale.ts";
import type { Store } from "../../../domain/store/store.ts";

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
