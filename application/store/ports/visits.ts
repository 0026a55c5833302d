import type { StoreId } from "../../../domain/shared/store_id.ts";
import type { BusinessDay, DaySpan } from "../../../domain/store/business_day.ts";

export interface DayVisits {
  readonly day: BusinessDay;
  /** Customers identified in the store, each once. */
  readonly customers: number;
  readonly identifications: number;
}

/** Throws `Outage`. */
export interface VisitFigures {
  /** One for each of the days, in their order. */
  byDay(storeId: StoreId, days: readonly DaySpan[]): Promise<readonly DayVisits[]>;
}
