import type { Store } from "../../../domain/store/store.ts";
import type { StoreId } from "../../../domain/shared/store_id.ts";

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
