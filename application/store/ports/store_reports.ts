import type { BusinessDay } from "../../../domain/store/business_day.ts";
import type { ReportKey } from "../../../domain/store/report_key.ts";
import type { StoreReport } from "../../../domain/store/report.ts";
import type { StoreId } from "../../../domain/shared/store_id.ts";
import type { Writing } from "./report_figures.ts";

/** Computed reports of whole days, kept beside the sales, and what people wrote. Throws `Outage` and `DataRefused`. */
export interface StoreReports {
  /** Keeps the reports of one day of one store, all or none; one that is kept and newer stays. */
  keep(reports: readonly StoreReport[]): Promise<void>;
  /**
   * At most `limit` stores with an id after `after`, by id, that lack an up-to-date report of the day in any category.
   * A report is up to date when the day was over by then, and nothing of it has changed since.
   */
  due(day: BusinessDay, among: StoresAsked): Promise<StoreId[]>;
  /** How many stores there are, and how many are due. */
  count(day: BusinessDay, only: readonly StoreId[] | null): Promise<{ readonly stores: number; readonly due: number }>;
  /** Writes into a report; both `null` takes back what was written. Gives the version it made; `null`: no such store. */
  write(key: ReportKey, writing: Omit<Writing, "version">): Promise<number | null>;
}

export interface StoresAsked {
  readonly after: StoreId | null;
  readonly limit: number;
  /** `null`: all. */
  readonly only: readonly StoreId[] | null;
}
