import type { MenuFigures } from "../../../application/store/ports/sales.ts";
import type { MenuName } from "../../../domain/store/menu.ts";
import {
  comparedMenu,
  type ComparedSales,
  type ComparisonSpan,
  DAYS_COMPARED,
} from "../../../domain/store/menu_comparison.ts";
import type { StoreId } from "../../../domain/shared/store_id.ts";
import type { Sql, SqlScope } from "../core/connect.ts";
import { mapPostgresErrors } from "../core/map_errors.ts";

export class PostgresMenuFigures implements MenuFigures {
  constructor(private readonly sql: Sql) {}

  compare(storeId: StoreId, span: ComparisonSpan): Promise<ComparedSales> {
    return mapPostgresErrors(async () => {
      const rows = await comparison(this.sql, storeId, span);
      const [totals] = rows;
      return {
        menus: rows.filter(({ menu }) => menu !== null).map((row) =>
          comparedMenu(row.menu!, {
            amount: row.recent_amount,
            units: row.recent_units,
            share: row.recent_share,
            rank: row.recent_rank,
          }, {
            amount: row.previous_amount,
            units: row.previous_units,
            share: row.previous_share,
            rank: row.previous_rank,
          })
        ),
        recent: {
          amount: totals!.recent_total,
          units: totals!.recent_total_units,
          lines: totals!.recent_lines,
          lateLines: totals!.recent_late,
          daysWithSales: totals!.recent_days,
        },
        previous: {
          amount: totals!.previous_total,
          units: totals!.previous_total_units,
          lines: totals!.previous_lines,
          lateLines: totals!.previous_late,
          daysWithSales: totals!.previous_days,
        },
        lastReceivedAt: totals!.last_received_at,
        version: totals!.version,
      };
    });
  }
}

/** One a menu item, each with the totals; without sales one of totals alone. */
interface Row {
  readonly menu: MenuName | null;
  readonly recent_amount: number;
  readonly recent_units: number;
  readonly recent_share: number | null;
  readonly recent_rank: number | null;
  readonly previous_amount: number;
  readonly previous_units: number;
  readonly previous_share: number | null;
  readonly previous_rank: number | null;
  readonly recent_total: number;
  readonly recent_total_units: number;
  readonly recent_lines: number;
  readonly recent_late: number;
  readonly recent_days: number;
  readonly previous_total: number;
  readonly previous_total_units: number;
  readonly previous_lines: number;
  readonly previous_late: number;
  readonly previous_days: number;
  readonly last_received_at: Date | null;
  readonly version: number;
}

/** One statement, of one moment. Days are bisected by their beginnings (`width_bucket`): no time zones in SQL. */
export function comparison(sql: SqlScope, storeId: StoreId, { days, until }: ComparisonSpan) {
  const starts = days.map(({ from }) => from.toISOString());
  const ends = days.map(({ until }) => until.toISOString());
  const last = ends.at(-1)! < until.toISOString() ? ends.at(-1)! : until.toISOString();
  return sql<Row[]>`
    with daily as materialized (
      select menu, width_bucket(sold_at, ${starts}::timestamptz[]) as day,
        width_bucket(sold_at, ${starts}::timestamptz[]) > ${DAYS_COMPARED} as is_recent,
        count(*) as lines, sum(price::bigint * quantity)::bigint as amount, sum(quantity) as units,
        count(*) filter (
          where received_at >= (${ends}::timestamptz[])[width_bucket(sold_at, ${starts}::timestamptz[])]) as late,
        max(received_at) as received_at
      from sales
      where store_id = ${storeId} and sold_at >= ${starts[0]!}::timestamptz and sold_at < ${last}::timestamptz
      group by menu, day, is_recent
    ), totals as (
      select
        coalesce(sum(amount) filter (where is_recent), 0)::bigint as recent_total,
        coalesce(sum(units) filter (where is_recent), 0)::bigint as recent_total_units,
        coalesce(sum(lines) filter (where is_recent), 0)::bigint as recent_lines,
        coalesce(sum(late) filter (where is_recent), 0)::bigint as recent_late,
        count(distinct day) filter (where is_recent) as recent_days,
        coalesce(sum(amount) filter (where not is_recent), 0)::bigint as previous_total,
        coalesce(sum(units) filter (where not is_recent), 0)::bigint as previous_total_units,
        coalesce(sum(lines) filter (where not is_recent), 0)::bigint as previous_lines,
        coalesce(sum(late) filter (where not is_recent), 0)::bigint as previous_late,
        count(distinct day) filter (where not is_recent) as previous_days,
        max(received_at) as last_received_at
      from daily
    ), summed as (
      select menu,
        bool_or(is_recent) as is_sold_recently,
        coalesce(sum(amount) filter (where is_recent), 0)::bigint as recent_amount,
        coalesce(sum(units) filter (where is_recent), 0)::bigint as recent_units,
        bool_or(not is_recent) as is_sold_previously,
        coalesce(sum(amount) filter (where not is_recent), 0)::bigint as previous_amount,
        coalesce(sum(units) filter (where not is_recent), 0)::bigint as previous_units
      from daily group by menu
    ), ranked as (
      select *,
        case when is_sold_recently then
          rank() over (partition by is_sold_recently order by recent_amount desc) end as recent_rank,
        case when is_sold_previously then
          rank() over (partition by is_sold_previously order by previous_amount desc) end as previous_rank
      from summed
    )
    select ranked.*, totals.*,
      case when recent_total > 0 then recent_amount::float8 / recent_total end as recent_share,
      case when previous_total > 0 then previous_amount::float8 / previous_total end as previous_share,
      (select version from stores where store_id = ${storeId}) as version
    from totals left join ranked on true
    order by recent_rank, previous_rank, menu collate "C"`;
}
