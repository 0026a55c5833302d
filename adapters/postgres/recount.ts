import type { Sql } from "./connect.ts";
import { translating } from "./translate_errors.ts";

/** A figure that is not what the stored orders say. */
export interface Difference {
  readonly figure: "order_count" | "last_ordered_at" | "daily_sales";
  /** The product, the user, or the day and category. */
  readonly key: string;
  /** `null` where there is no row, or no value in it. */
  readonly stored: string | null;
  readonly recounted: string | null;
}

/**
 * Counts everything that is kept beside the orders once more, from the orders alone, and gives what is different; nothing
 * when all is right. Reads every order: for tests, and for an operator who wants to be sure.
 *
 * Plain statements on purpose, sharing nothing with those that keep the figures.
 */
export function findDifferences(sql: Sql): Promise<Difference[]> {
  return translating(async () => [
    ...await sql<Difference[]>`
      select 'order_count' as figure, p.product_id as key, p.order_count::text as stored,
        coalesce(o.orders, 0)::text as recounted
      from products p
      left join (select product_id, count(*) as orders from orders where quantity > 0 group by product_id) o
        on o.product_id = p.product_id
      where p.order_count <> coalesce(o.orders, 0)
      order by 2`,
    ...await sql<Difference[]>`
      select 'last_ordered_at' as figure, u.user_id as key, u.last_ordered_at::text as stored, o.at::text as recounted
      from users u
      left join (select user_id, max(created_at) as at from orders where quantity > 0 group by user_id) o
        on o.user_id = u.user_id
      where u.last_ordered_at is distinct from o.at
      order by 2`,
    ...await sql<Difference[]>`
      with recounted as (
        select (created_at at time zone 'Asia/Seoul')::date as day, category, count(*) as lines,
          count(*) filter (where quantity > 0) as orders, sum(quantity)::bigint as units,
          sum(total_amount)::bigint as amount
        from orders group by 1, 2
      )
      select 'daily_sales' as figure, coalesce(d.day, r.day) || ' ' || coalesce(d.category, r.category) as key,
        case when d.day is not null
          then format('%s lines, %s orders, %s units, %s won', d.lines, d.orders, d.units, d.amount) end as stored,
        case when r.day is not null
          then format('%s lines, %s orders, %s units, %s won', r.lines, r.orders, r.units, r.amount) end as recounted
      from daily_sales d full join recounted r on r.day = d.day and r.category = d.category
      where (d.lines, d.orders, d.units, d.amount) is distinct from (r.lines, r.orders, r.units, r.amount)
      order by 2`,
  ]);
}
