import type { BusinessDay } from "../../../domain/store/business_day.ts";
import type { ReportCategory } from "../../../domain/store/report_key.ts";
import type { StoreId } from "../../../domain/shared/store_id.ts";

/** What was changed, by which version of the store. */
export type ReportChange =
  | { readonly kind: "day"; readonly storeId: StoreId; readonly day: BusinessDay; readonly version: number }
  | {
    readonly kind: "report";
    readonly storeId: StoreId;
    readonly day: BusinessDay;
    readonly category: ReportCategory;
    readonly version: number;
  }
  /** The store's business days begin at another time. */
  | { readonly kind: "hours"; readonly storeId: StoreId; readonly version: number };

/** Stored changes that the cache has still to be notified of. Throws `Outage`. */
export interface ReportChanges {
  /** At most `limit`, in no order. */
  pending(limit: number): Promise<ReportChange[]>;
  /** Notes that the cache knows of them; newer ones of the same stay pending. */
  acknowledge(changes: readonly ReportChange[]): Promise<void>;
}
