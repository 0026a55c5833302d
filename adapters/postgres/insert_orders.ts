import type { Order } from "../../domain/commerce/order.ts";
import { REGION_LENGTH } from "../../domain/commerce/user.ts";
import type { SqlScope } from "./connect.ts";
import { columnsOf, ORDER_RECORD } from "./record_types.ts";
import { orderToRow } from "./rows.ts";

export interface InsertedOrders {
  readonly stored: number;
  readonly duplicates: number;
  readonly waiting: number;
  /** What the new rows mean for other tables, as JSON for {@link applyEffects}; `null` when nothing was new. */
  readonly effects: string | null;
}

/** Which advisory lock serialises the shared totals; any number, as long as nothing else in this database uses it. */
const EFFECTS_LOCK = 7_150_001;
/**
 * How long a transaction that others wait for may wait for its own process. A process that hangs, or a machine that
 * vanishes, would otherwise keep its locks until TCP gives the connection up, which takes hours.
 */
export const STANDS_STILL_AT_MOST = "30s";

/** `regionOf` in the database: `\s` of JavaScript spelt out, since what Postgres takes for a space depends on its locale. */
const FIRST_WORD = String.raw`[^ \t\n\v\f\r\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+`;

/** Stores new orders and puts those without a known user or product aside. Effects are the caller's next step. */
export async function insertOrders(sql: SqlScope, orders: readonly Order[]): Promise<InsertedOrders> {
  return await insertOrderRows(sql, orders.map(orderToRow));
}

/** As {@link insertOrders}, for rows that already have the columns' names. */
export async function insertOrderRows(sql: SqlScope, rows: readonly unknown[]): Promise<InsertedOrders> {
  if (rows.length === 0) return { stored: 0, duplicates: 0, waiting: 0, effects: null };
  const [result] = await sql<{ stored: number; waiting: number; effects: string }[]>`
    with incoming as materialized (
      select r.*, u.user_id is not null and p.product_id is not null as known,
        coalesce(r.category, p.category) as full_category,
        coalesce(r.user_name, u.name) as full_name,
        coalesce(r.user_region, left(substring(u.address from ${FIRST_WORD}), ${REGION_LENGTH})) as full_region,
        coalesce(r.user_gender, u.gender) as full_gender,
        coalesce(r.user_age_group, case
          when u.age < 20 then '10s' when u.age >= 60 then '60s+' else (u.age / 10 * 10) || 's' end) as full_age_group
      from json_to_recordset(${JSON.stringify(rows)}::text::json) as r(${sql.unsafe(ORDER_RECORD)})
      left join users u on u.user_id = r.user_id
      left join products p on p.product_id = r.product_id
    ), inserted as (
      insert into orders (${sql.unsafe(columnsOf(ORDER_RECORD))})
      select order_id, user_id, product_id, quantity, total_amount, shipping_cost, discount_amount, payment_method,
        status, full_category, full_name, full_region, full_gender, full_age_group, created_at, selection
      from incoming where known
      on conflict (order_id) do nothing
      returning user_id, product_id, quantity, total_amount, category, created_at
    ), set_aside as (
      insert into waiting_orders (order_id, user_id, product_id, payload)
      select order_id, user_id, product_id, to_jsonb(r) - 'known' - 'full_category' - 'full_name' - 'full_region'
        - 'full_gender' - 'full_age_group'
      from incoming r where not known
      on conflict (order_id) do nothing
      returning 1
    )
    select
      (select count(*) from inserted) as stored,
      (select count(*) from set_aside) as waiting,
      json_build_object(
        'products', (select coalesce(json_agg(x), '[]') from (
          select product_id, count(*) as orders from inserted where quantity > 0 group by 1) x),
        'users', (select coalesce(json_agg(x), '[]') from (
          select user_id, max(created_at) as ordered_at from inserted where quantity > 0 group by 1) x),
        'days', (select json_agg(x) from (
          select (created_at at time zone 'Asia/Seoul')::date as day, category, count(*) as lines,
            count(*) filter (where quantity > 0) as orders, sum(quantity) as units, sum(total_amount) as amount
          from inserted group by 1, 2) x)
      )::text as effects`;
  const { stored, waiting, effects } = result!;
  return { stored, waiting, duplicates: rows.length - stored - waiting, effects: stored > 0 ? effects : null };
}

/**
 * Adds what new orders mean to `order_count`, `last_ordered_at` and the daily totals.
 *
 * All partitions touch the same best sellers and the same day. Row locks taken in each batch's own order would
 * deadlock; one lock around the short last step of the transaction does not, and costs less than sorting.
 */
export async function applyEffects(sql: SqlScope, effects: string | null): Promise<void> {
  if (effects === null) return;
  await lockEffects(sql);
  await sql`
    with effects as materialized (select ${effects}::text::json as j),
    sold as (
      update products p set order_count = p.order_count + e.orders, updated_datetime = now()
      from effects, json_to_recordset(j->'products') as e(product_id text, orders int)
      where p.product_id = e.product_id
    ), bought as (
      update users u set last_ordered_at = e.ordered_at, updated_datetime = now()
      from effects, json_to_recordset(j->'users') as e(user_id text, ordered_at timestamptz)
      where u.user_id = e.user_id and (u.last_ordered_at is null or u.last_ordered_at < e.ordered_at)
    )
    insert into daily_sales as d (day, category, lines, orders, units, amount)
    select e.* from effects,
      json_to_recordset(j->'days') as e(day date, category text, lines bigint, orders bigint, units bigint, amount bigint)
    on conflict (day, category) do update set lines = d.lines + excluded.lines, orders = d.orders + excluded.orders,
      units = d.units + excluded.units, amount = d.amount + excluded.amount`;
}

/** Whoever changes totals takes this first, and keeps it until the transaction ends. */
export async function lockEffects(sql: SqlScope): Promise<void> {
  await sql`
    select set_config('idle_in_transaction_session_timeout', ${STANDS_STILL_AT_MOST}, true),
      pg_advisory_xact_lock(${EFFECTS_LOCK})`;
}
