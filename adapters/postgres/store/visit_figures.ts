import type { DayVisits, VisitFigures } from "../../../application/store/ports/visits.ts";
import type { StoreId } from "../../../domain/shared/store_id.ts";
import type { DaySpan } from "../../../domain/store/business_day.ts";
import type { Sql } from "../core/connect.ts";
import { mapPostgresErrors } from "../core/map_errors.ts";

/**
 * Counted from the identifications themselves, which have no index that begins with the store: each would pay for it.
 * The bounds of the whole span leave the other years' partitions out.
 */
export class PostgresVisitFigures implements VisitFigures {
  constructor(private readonly sql: Sql) {}

  byDay(storeId: StoreId, days: readonly DaySpan[]): Promise<DayVisits[]> {
    return mapPostgresErrors(async () => {
      const starts = days.map(({ from }) => from.toISOString());
      const end = days.at(-1)!.until;
      const rows = await this.sql<{ nth: number; customers: number; identifications: number }[]>`
        select width_bucket(detected_at, ${starts}::timestamptz[]) as nth,
          count(distinct customer_id)::integer as customers, count(*)::integer as identifications
        from customer_identities
        where store_id = ${storeId} and detected_at >= ${days[0]!.from} and detected_at < ${end}
        group by nth`;
      const found = new Map(rows.map(({ nth, ...figures }) => [nth, figures]));
      return days.map(({ day }, nth) => ({ day, ...found.get(nth + 1) ?? { customers: 0, identifications: 0 } }));
    });
  }
}
