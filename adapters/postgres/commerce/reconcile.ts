import type { Sql } from "../core/connect.ts";
import { mapPostgresErrors } from "../core/map_errors.ts";

export interface Difference {
  readonly figure: "order_count" | "last_ordered_at" | "daily_sales";
  /** The id, or the day and category. */
  readonly key: string;
  /** `null` without a row or value. */
  readonly stored: string | null;
  readonly recounted: string | null;
}

/** Recounts from the orders alone, with SQL of its own on purpose. Unapplied deltas count as applied. */
export function findDifferences(sql: Sql): Promise<Difference[]> {
  return mapPostgresErrors(async () => [
    ...await sql<Difference[]>`
      with delta as (
        select product_id, sum(n) as orders from order_deltas, unnest(product_ids, sold) as l(product_id, n) group by 1
      )
      select 'order_count' as figure, p.product_id as key, (p.order_count + coalesce(n.orders, 0))::text as stored,
        coalesce(o.orders, 0)::text as recounted
      from products p left join delta n on n.product_id = p.product_id
      left join (select product_id, count(*) as orders from orders where quantity > 0 and not reversed group by product_id) o
        on o.product_id = p.product_id
      where p.order_count + coalesce(n.orders, 0) <> coalesce(o.orders, 0)
      order by 2`,
    ...await sql<Difference[]>`
      with delta as (
        select user_id, max(at) as at, bool_or(at = '-infinity') as look_up from order_deltas, unnest(user_ids, ordered_at) as l(user_id, at) group by 1
      )
      select 'last_ordered_at' as figure, u.user_id as key, greatest(u.last_ordered_at, n.at)::text as stored,
        o.at::text as recounted
      from users u left join delta n on n.user_id = u.user_id
      left join (select user_id, max(created_at) as at from orders where quantity > 0 and not reversed group by user_id) o
        on o.user_id = u.user_id
      where greatest(u.last_ordered_at, n.at) is distinct from o.at and n.look_up is not true
      order by 2`,
    ...await sql<Difference[]>`
      with recounted as (
        select (created_at at time zone 'Asia/Seoul')::date as day, category, count(*) as lines,
          count(*) filter (where quantity > 0 and not reversed) as orders,
          sum(case when reversed then 0 else quantity end)::bigint as units,
          sum(case when reversed then 0 else total_amount end)::bigint as amount
        from orders group by 1, 2
      ), kept as (
        select day, category, sum(lines)::bigint as lines, sum(orders)::bigint as orders, sum(units)::bigint as units,
          sum(amount)::bigint as amount
        from (
          select day, category, lines, orders, units, amount from daily_sales
          union all
          select l.* from order_deltas e, unnest(days, categories, e.lines, e.orders, e.units, amounts) as l
        ) as all_of_them
        group by 1, 2
      )
      select 'daily_sales' as figure, coalesce(d.day, r.day) || ' ' || coalesce(d.category, r.category) as key,
        case when d.day is not null
          then format('%s lines, %s orders, %s units, %s won', d.lines, d.orders, d.units, d.amount) end as stored,
        case when r.day is not null
          then format('%s lines, %s orders, %s units, %s won', r.lines, r.orders, r.units, r.amount) end as recounted
      from kept d full join recounted r on r.day = d.day and r.category = d.category
      where (d.lines, d.orders, d.units, d.amount) is distinct from (r.lines, r.orders, r.units, r.amount)
      order by 2`,
  ]);
}
