import { z } from "zod";
import { startOfDay } from "../../domain/store/business_day.ts";
import { figuresSchemaOf } from "../../domain/store/report.ts";
import type { ReportCategory } from "../../domain/store/report_key.ts";
import { strictObject } from "../../domain/shared/strict_object.ts";
import { type InvalidInput, parseAs } from "../../domain/shared/parse.ts";
import { refused, type Result } from "../../domain/shared/result.ts";
import { Outage } from "../shared/fault.ts";
import { type Unknown, unknownThing } from "../shared/unknown_thing.ts";
import { invalidateReports, type InvalidateReportsDeps } from "./invalidate_reports.ts";
import type { StoreReports } from "./ports/reports.ts";
import {
  type ReportAddress,
  type ReportAddressDeps,
  reportKeyOf,
  type ReportReader,
  type ServedReport,
} from "./read_report.ts";
import { type DayNotBegun, dayNotBegun } from "./refusals.ts";

export interface WriteReportDeps extends InvalidateReportsDeps, ReportAddressDeps {
  readonly kept: Pick<StoreReports, "write">;
  readonly reports: Pick<ReportReader, "read">;
  readonly onFault: (error: unknown) => void;
}

const MAX_TEXT = 20_000;

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

/** Every later read gives what was written, in each process. */
export async function writeReport(
  deps: WriteReportDeps,
  address: ReportAddress,
  raw: unknown,
): Promise<Result<ServedReport, InvalidInput | Unknown<"unknown_store"> | DayNotBegun>> {
  const made = await reportKeyOf(deps, address);
  if (!made.ok) return made;
  const key = made.value;
  const writing = parseAs(reportWritingSchema(key.category), raw, "report");
  if (!writing.ok) return writing;
  const { text, figures = null } = writing.value;
  const store = await deps.stores.find(key.storeId);
  const unknown = unknownThing("store", key.storeId, "write the report");
  const now = deps.clock();
  if (!store) return refused(unknown);
  const from = startOfDay(key.day, store);
  if (now < from) return refused(dayNotBegun(key, from));
  const version = await deps.kept.write(key, { text, figures, at: now });
  if (version === null) return refused(unknown);
  try {
    await invalidateReports(deps, [{ kind: "report", ...key, version }]);
  } catch (error) {
    // Stored, and pending until the cache answers.
    if (!(error instanceof Outage)) throw error;
    deps.onFault(error);
  }
  return await deps.reports.read(key);
}
