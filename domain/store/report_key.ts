import { z } from "zod";
import { type InvalidInput, parseAs } from "../shared/parse.ts";
import { accepted, type Result } from "../shared/result.ts";
import { type BusinessDay, businessDaySchema } from "./business_day.ts";
import { type StoreId, storeIdSchema } from "../shared/store_id.ts";

export const REPORT_CATEGORIES = ["sales", "menu", "hours", "summary"] as const;

export const reportCategorySchema = z.enum(REPORT_CATEGORIES, { error: `expected ${REPORT_CATEGORIES.join(", ")}` });
export type ReportCategory = z.infer<typeof reportCategorySchema>;

const RESOURCE = "report";

/** No part can contain `:`, a wildcard, or the braces of a Redis Cluster hash tag, so every text is unambiguous. */
export interface ReportKey {
  readonly storeId: StoreId;
  readonly day: BusinessDay;
  readonly category: ReportCategory;
}

const reportKeySchema = z.object({ storeId: storeIdSchema, day: businessDaySchema, category: reportCategorySchema })
  .readonly();

export function makeReportKey(storeId: string, day: string, category: string): Result<ReportKey, InvalidInput> {
  return parseAs(reportKeySchema, { storeId, day, category }, "report's address");
}

export function formatReportKey({ storeId, day, category }: ReportKey): string {
  return `${RESOURCE}:${storeId}:${day}:${category}`;
}

/** Accepts only what {@link formatReportKey} returns. */
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

/** "report:1:*": the Redis pattern of a store's keys. */
export function patternOfStore(storeId: StoreId): string {
  return `${RESOURCE}:${storeIdSchema.parse(storeId)}:*`;
}
