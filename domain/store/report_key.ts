import { z } from "zod";
import { type InvalidInput, parseAs } from "../shared/parse.ts";
import { accepted, type Result } from "../shared/result.ts";
import { type BusinessDay, businessDaySchema } from "./business_day.ts";
import { type StoreId, storeIdSchema } from "../shared/store_id.ts";

export const REPORT_CATEGORIES = ["sales", "menu", "hours", "summary"] as const;

export const reportCategorySchema = z.enum(REPORT_CATEGORIES, { error: `expected ${REPORT_CATEGORIES.join(", ")}` });
export type ReportCategory = z.infer<typeof reportCategorySchema>;

const RESOURCE = "report";

/**
 * Names one report: whose, of which business day, about what.
 *
 * As text, {@link formatReportKey}, it is `{resource_type}:{resource_id}:{date_pk}:{category}`. No part can hold a `:`, a
 * character that a pattern gives a meaning, or the braces of a Cluster's hash tag, so that every text has one reading and
 * `report:{store}:*` means that store's reports and nothing else.
 */
export interface ReportKey {
  readonly storeId: StoreId;
  readonly day: BusinessDay;
  readonly category: ReportCategory;
}

const reportKeySchema = z.object({ storeId: storeIdSchema, day: businessDaySchema, category: reportCategorySchema })
  .readonly();

/** A key from parts that came from outside. */
export function makeReportKey(storeId: string, day: string, category: string): Result<ReportKey, InvalidInput> {
  return parseAs(reportKeySchema, { storeId, day, category }, "report's address");
}

/** "report:1:2025-01-09:sales". */
export function formatReportKey({ storeId, day, category }: ReportKey): string {
  return `${RESOURCE}:${storeId}:${day}:${category}`;
}

/** Reads what {@link formatReportKey} wrote, and nothing else. */
export function parseReportKey(text: string): Result<ReportKey, InvalidInput> {
  const parts = text.split(":");
  const [resource, storeId, day, category] = parts;
  const parsed = parseAs(
    z.tuple([z.literal(RESOURCE), storeIdSchema, businessDaySchema, reportCategorySchema]),
    parts.length === 4 ? [resource, storeId, day, category] : parts,
    "report's key",
  );
  if (!parsed.ok) return parsed;
  const [, id, date, about] = parsed.value;
  return accepted({ storeId: id, day: date, category: about });
}

export function keysOfDay(storeId: StoreId, day: BusinessDay): ReportKey[] {
  return REPORT_CATEGORIES.map((category) => ({ storeId, day, category }));
}

/** "report:1:*": what the text of all of a store's keys looks like, in the pattern language of Redis. */
export function patternOfStore(storeId: StoreId): string {
  return `${RESOURCE}:${storeIdSchema.parse(storeId)}:*`;
}
