import type { BusinessDay } from "../../../domain/store/business_day.ts";
import type { ReportCategory } from "../../../domain/store/report_key.ts";
import type { StoreId } from "../../../domain/shared/store_id.ts";

/** Something that was changed, by which version, and that the cache has not been told of. */
export type ReportChange =
  | { readonly kind: "day"; readonly storeId: StoreId; readonly day: BusinessDay; readonly version: number }
  | {
    readonly kind: "report";
    readonly storeId: StoreId;
    readonly day: BusinessDay;
    readonly category: ReportCategory;
    readonly version: number;
  }
  /** The store's business days are cut anew. */
  | { readonly kind: "hours"; readonly storeId: StoreId; readonly version: number };

/** Changes that were stored and have still to be told to the cache. Throws `Outage`. */
export interface ReportChanges {
  /** At most `limit`, in no order. */
  untold(limit: number): Promise<ReportChange[]>;
  /** Notes that the cache knows of them; newer ones of the same remain. */
  told(changes: readonly ReportChange[]): Promise<void>;
}
