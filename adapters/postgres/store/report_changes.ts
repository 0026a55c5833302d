import { z } from "zod";
import type { ReportChange, ReportChanges } from "../../../application/store/ports/reports.ts";
import { businessDaySchema } from "../../../domain/store/business_day.ts";
import { reportCategorySchema } from "../../../domain/store/report_key.ts";
import { storeIdSchema } from "../../../domain/shared/store_id.ts";
import type { Sql } from "../core/connect.ts";
import { mapPostgresErrors } from "../core/map_errors.ts";

/** Pending while the version is ahead of the acknowledged one. */
export class PostgresReportChanges implements ReportChanges {
  constructor(private readonly sql: Sql) {}

  pending(limit: number): Promise<ReportChange[]> {
    return mapPostgresErrors(async () => {
      const rows = await this.sql`
        select 'hours' as kind, store_id, null as day, null as category, hours_version as version
        from stores where hours_announced < hours_version
        union all
        select 'day', store_id, day::text, null, version from business_days where announced < version
        union all
        select 'report', store_id, day::text, category, version from written_reports where announced < version
        limit ${limit}`;
      return rows.map(changeFromRow);
    });
  }

  acknowledge(changes: readonly ReportChange[]): Promise<void> {
    if (changes.length === 0) return Promise.resolve();
    // Ordered, against deadlocks.
    const sorted = changes.toSorted((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
    const rows = JSON.stringify(sorted.map((change) => ({ day: null, category: null, ...change })));
    const kinds = new Set(changes.map(({ kind }) => kind));
    const acknowledged = this.sql`
      json_to_recordset(${rows}::text::json) as t(kind text, "storeId" text, day date, category text, version bigint)`;
    return mapPostgresErrors(async () => {
      if (kinds.has("hours")) {
        await this.sql`
          update stores s set hours_announced = t.version from ${acknowledged}
          where t.kind = 'hours' and s.store_id = t."storeId" and s.hours_announced < t.version`;
      }
      if (kinds.has("day")) {
        await this.sql`
          update business_days b set announced = t.version from ${acknowledged}
          where t.kind = 'day' and b.store_id = t."storeId" and b.day = t.day and b.announced < t.version`;
      }
      if (kinds.has("report")) {
        await this.sql`
          update written_reports w set announced = t.version from ${acknowledged}
          where t.kind = 'report' and w.store_id = t."storeId" and w.day = t.day and w.category = t.category
            and w.announced < t.version`;
      }
    });
  }
}

const rowSchema = z.object({
  kind: z.string(),
  store_id: storeIdSchema,
  day: businessDaySchema.nullable(),
  category: reportCategorySchema.nullable(),
  version: z.int(),
});

function changeFromRow(raw: unknown): ReportChange {
  const { kind, store_id: storeId, day, category, version } = rowSchema.parse(raw);
  if (kind === "hours") return { kind, storeId, version };
  if (kind === "day") return { kind, storeId, day: day!, version };
  return { kind: "report", storeId, day: day!, category: category!, version };
}

function idOf(change: ReportChange): string {
  return JSON.stringify(change);
}
