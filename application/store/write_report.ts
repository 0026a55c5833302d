import { z } from "zod";
import { figuresSchemaOf } from "../../domain/store/report.ts";
import { makeReportKey, type ReportCategory } from "../../domain/store/report_key.ts";
import { strictObject } from "../../domain/shared/strict_object.ts";
import { type InvalidInput, parseAs } from "../../domain/shared/parse.ts";
import { accepted, refused, type Result } from "../../domain/shared/result.ts";
import { Outage } from "../shared/fault.ts";
import type { CachedReports, ServedReport } from "./cached_reports.ts";
import { computeReport, type ComputeReportDeps } from "./compute_report.ts";
import type { ReportCache } from "./ports/report_cache.ts";
import type { ReportChanges } from "./ports/report_changes.ts";
import type { StoreReports } from "./ports/store_reports.ts";
import type { DayNotBegun } from "./refusals.ts";
import { type Unknown, unknownThing } from "../shared/unknown_thing.ts";

export interface WriteReportDeps extends ComputeReportDeps {
  readonly kept: Pick<StoreReports, "write">;
  readonly cache: Pick<ReportCache, "raise">;
  readonly changes: Pick<ReportChanges, "told">;
  readonly reports: Pick<CachedReports, "refresh">;
  readonly onFault: (error: unknown) => void;
}

const MAX_TEXT = 20_000;

/** What somebody may write into a report of the category. */
export function reportWritingSchema(category: ReportCategory) {
  return strictObject("report", {
    text: z.string().min(1).max(MAX_TEXT).nullable().describe(
      "In place of the computed text; null takes back all that was written",
    ),
    figures: figuresSchemaOf(category).optional().describe("In place of the computed figures"),
  }).refine(({ text, figures }) => text !== null || figures === undefined, {
    error: "expected a text beside figures",
    path: ["text"],
  });
}

/**
 * Writes into a report, first in the database, then through to the cache: who reads after the answer reads it, whichever
 * process answers. A later change of the sales changes the figures that were not written, and leaves what was.
 */
export async function writeReport(
  deps: WriteReportDeps,
  address: { readonly storeId: string; readonly day: string; readonly category: string },
  raw: unknown,
): Promise<Result<ServedReport, InvalidInput | Unknown<"unknown_store"> | DayNotBegun>> {
  const made = makeReportKey(address.storeId, address.day, address.category);
  if (!made.ok) return made;
  const key = made.value;
  const writing = parseAs(reportWritingSchema(key.category), raw, "report");
  if (!writing.ok) return writing;
  const { text, figures = null } = writing.value;
  const current = await computeReport(deps, key);
  if (!current.ok) return current;
  const version = await deps.kept.write(key, { text, figures, at: deps.clock() });
  if (version === null) return refused(unknownThing("store", key.storeId, "write the report"));
  try {
    await deps.cache.raise([key], version);
    await deps.changes.told([{ kind: "report", ...key, version }]);
  } catch (error) {
    // It is stored; the cache is told as soon as it answers.
    if (!(error instanceof Outage)) throw error;
    deps.onFault(error);
  }
  const refreshed = await deps.reports.refresh(key);
  return refreshed.ok ? accepted(refreshed.value) : refreshed;
}
