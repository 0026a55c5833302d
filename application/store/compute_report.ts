import { composeReport, withWritten } from "../../domain/store/compose_report.ts";
import type { ReportKey } from "../../domain/store/report_key.ts";
import type { StoreReport } from "../../domain/store/report.ts";
import { accepted, refused, type Result } from "../../domain/shared/result.ts";
import type { ReportFigures } from "./ports/report_figures.ts";
import { type DayNotBegun, dayNotBegun } from "./refusals.ts";
import { type Unknown, unknownThing } from "../shared/unknown_thing.ts";

export interface ComputeReportDeps {
  readonly figures: ReportFigures;
  readonly clock: () => Date;
}

/** A report as the database has it at this moment: computed from the sales, or computed before and still right. */
export async function computeReport(
  { figures, clock }: ComputeReportDeps,
  key: ReportKey,
): Promise<Result<StoreReport, Unknown<"unknown_store"> | DayNotBegun>> {
  const asOf = clock();
  const parts = await figures.partsOf(key, asOf);
  if (parts === null) return refused(unknownThing("store", key.storeId, "read the report"));
  const { found, written } = parts;
  const report = found.kind === "kept" ? found.report : composeReport(key.category, found.tally);
  if (asOf < report.day.from) return refused(dayNotBegun(key, report.day.from));
  return accepted(written ? withWritten(report, written) : report);
}
