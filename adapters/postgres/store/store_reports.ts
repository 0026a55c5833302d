import type { StoreReports, StoresAsked, Writing } from "../../../application/store/ports/reports.ts";
import type { BusinessDay } from "../../../domain/store/business_day.ts";
import { REPORT_CATEGORIES, type ReportKey } from "../../../domain/store/report_key.ts";
import type { StoreReport } from "../../../domain/store/report.ts";
import { type StoreId, storeIdSchema } from "../../../domain/shared/store_id.ts";
import type { Sql } from "../core/connect.ts";
import { mapPostgresErrors } from "../core/map_errors.ts";

export class PostgresStoreReports implements StoreReports {
  constructor(private readonly sql: Sql) {}

  keep(reports: readonly StoreReport[]): Promise<void> {
    const rows = reports.map((report) => ({
      store_id: report.storeId,
      day: report.date,
      category: report.category,
      body: report,
      version: report.version,
      is_complete: report.completeness.isComplete,
      as_of: report.asOf,
    }));
    return mapPostgresErrors(async () => {
      // Waits for a change of the store's hours, which removes older reports.
      await this.sql`
        with store as materialized (
          select store_id, hours_version from stores where store_id = any(${reports.map(({ storeId }) => storeId)})
          for share
        )
        insert into store_reports (store_id, day, category, body, version, is_complete, as_of)
        select r.* from json_to_recordset(${
        JSON.stringify(rows)
      }::text::json) as r(store_id text, day date, category text,
          body jsonb, version bigint, is_complete boolean, as_of timestamptz)
        join store s on s.store_id = r.store_id and s.hours_version <= r.version
        on conflict (store_id, day, category) do update set body = excluded.body, version = excluded.version,
          is_complete = excluded.is_complete, as_of = excluded.as_of, updated_datetime = now()
        where (store_reports.version, store_reports.as_of) < (excluded.version, excluded.as_of)`;
    });
  }

  due(day: BusinessDay, { after, limit, only }: StoresAsked): Promise<StoreId[]> {
    return mapPostgresErrors(async () => {
      const rows = await this.sql<{ store_id: string }[]>`
        select s.store_id from stores s
        where s.store_id > ${after ?? ""} and ${this.#among(only)} and ${this.#isDue(day)}
        order by s.store_id limit ${limit}`;
      return rows.map((row) => storeIdSchema.parse(row.store_id));
    });
  }

  count(day: BusinessDay, only: readonly StoreId[] | null): Promise<{ stores: number; due: number }> {
    return mapPostgresErrors(async () => {
      const [row] = await this.sql<{ stores: number; due: number }[]>`
        select count(*) as stores, count(*) filter (where ${this.#isDue(day)}) as due
        from stores s where ${this.#among(only)}`;
      return { ...row! };
    });
  }

  write(
    { storeId, day, category }: ReportKey,
    { text, figures, at }: Omit<Writing, "version">,
  ): Promise<number | null> {
    return mapPostgresErrors(async () => {
      // The lock of the store's row orders versions like the writings.
      const [row] = await this.sql<{ version: number }[]>`
        with store as (
          update stores set version = version + 1 where store_id = ${storeId} returning version
        )
        insert into written_reports (store_id, day, category, text, figures, version, written_at)
        select ${storeId}, ${day}::date, ${category}, ${text}, ${
        figures === null ? null : JSON.stringify(figures)
      }::text::jsonb,
          version, ${at} from store
        on conflict (store_id, day, category) do update set text = excluded.text, figures = excluded.figures,
          version = excluded.version, written_at = excluded.written_at
        returning version`;
      return row?.version ?? null;
    });
  }

  #among(only: readonly StoreId[] | null) {
    return only === null ? this.sql`true` : this.sql`s.store_id = any(${[...only]})`;
  }

  #isDue(day: BusinessDay) {
    return this.sql`(
      select count(*) from store_reports r
      where r.store_id = s.store_id and r.day = ${day} and r.is_complete and r.version >= s.hours_version
        and not exists (
          select from business_days b where b.store_id = s.store_id and b.day = ${day} and b.version > r.version)
    ) < ${REPORT_CATEGORIES.length}`;
  }
}
