import type { ConfidenceReadings, KeptReadings } from "../../../application/identity/ports/confidence.ts";
import type { StoreId } from "../../../domain/shared/store_id.ts";
import type { Sql } from "../core/connect.ts";
import { mapPostgresErrors } from "../core/map_errors.ts";

interface StoredMoment {
  readonly seconds: number;
  readonly levels: Readonly<Record<string, number>>;
}

export class PostgresConfidenceReadings implements ConfidenceReadings {
  constructor(private readonly sql: Sql) {}

  async keep(readings: readonly KeptReadings[]): Promise<void> {
    if (readings.length === 0) return;
    const rows = readings.map(({ storeId, heardAt, moments }) => ({
      store_id: storeId,
      heard_at: heardAt,
      moments: moments.map(({ seconds, levels }): StoredMoment => ({ seconds, levels: Object.fromEntries(levels) })),
    }));
    await mapPostgresErrors(() =>
      this.sql`
        insert into confidence_readings (store_id, heard_at, moments)
        select store_id, heard_at, moments
        from json_to_recordset(${JSON.stringify(rows)}::text::json)
          as r(store_id text, heard_at timestamptz, moments jsonb)`
    );
  }

  of(store: StoreId, since: Date, most: number): Promise<KeptReadings[]> {
    return mapPostgresErrors(async () => {
      const rows = await this.sql<{ heard_at: Date; moments: readonly StoredMoment[] }[]>`
        select heard_at, moments
        from (
          select heard_at, id, moments, row_number() over (order by heard_at, id) as nth, count(*) over () as all_of
          from confidence_readings where store_id = ${store} and heard_at >= ${since}
        ) r
        where nth % greatest(1, ceil(all_of::numeric / ${most})::bigint) = 0
        order by heard_at, id`;
      return rows.map(({ heard_at, moments }) => ({
        storeId: store,
        heardAt: heard_at,
        moments: moments.map(({ seconds, levels }) => ({ seconds, levels: new Map(Object.entries(levels)) })),
      }));
    });
  }

  stores(since: Date): Promise<StoreId[]> {
    return mapPostgresErrors(async () => {
      const rows = await this.sql<{ store_id: StoreId }[]>`
        select distinct store_id from confidence_readings where heard_at >= ${since} order by store_id`;
      return rows.map(({ store_id }) => store_id);
    });
  }

  remove(before: Date, limit: number): Promise<number> {
    return mapPostgresErrors(async () => {
      const gone = await this.sql`
        delete from confidence_readings where id = any (array(
          select id from confidence_readings where heard_at < ${before} limit ${limit}))`;
      return gone.count;
    });
  }
}
