import type { BusinessDay } from "../../../domain/store/business_day.ts";
import type { DayTally } from "../../../domain/store/compose_report.ts";
import type { ReportKey } from "../../../domain/store/report_key.ts";
import type { ReportFigures as Figures, StoreReport } from "../../../domain/store/report.ts";
import type { StoreId } from "../../../domain/shared/store_id.ts";

/** What was written in place of what is computed. */
export interface Writing {
  readonly text: string | null;
  /** `null`: the computed ones. */
  readonly figures: Figures | null;
  readonly at: Date;
  readonly version: number;
}

/** All that a report is made of. */
export interface ReportParts {
  /** What the sales add up to, or a report that was computed from the same sales before. */
  readonly found:
    | { readonly kind: "tally"; readonly tally: DayTally }
    | { readonly kind: "kept"; readonly report: StoreReport };
  readonly written: Writing | null;
}

/** What reports are computed from. Each answer is of one moment, asked for in one statement. Throws `Outage`. */
export interface ReportFigures {
  /** `null` where there is no such store. */
  partsOf(key: ReportKey, asOf: Date): Promise<ReportParts | null>;
  /** What all categories of the day are computed from. */
  tallyOf(storeId: StoreId, day: BusinessDay, asOf: Date): Promise<DayTally | null>;
}
