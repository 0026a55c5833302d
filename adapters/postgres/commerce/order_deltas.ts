import type { DailySales } from "../../../application/commerce/ports/lists.ts";
import type { OrderDeltas } from "../../../application/commerce/ports/stream.ts";
import type { Sql, SqlScope } from "../core/connect.ts";
import { IDLE_AT_MOST, LOCKS } from "../core/lock_numbers.ts";
import { mapPostgresErrors, transaction } from "../core/map_errors.ts";

/** A batch of at most so many orders applies its own deltas. */
export const AT_ONCE = 200;
/** Per transaction: about 100,000 orders. */
const DELTAS_AT_ONCE = 20;
/** To sum them up without temporary files. */
const MEMORY = "64MB";

/** Under the columns' names. */
export interface Totals {
  readonly products: readonly { readonly product_id: string; readonly orders: number; readonly taken: number }[];
  /** `ordered_at` is `null` for those who only cancelled. */
  readonly users: readonly { readonly user_id: string; readonly ordered_at: Date | null }[];
  readonly days: readonly DailySales[];
}

/** First in a transaction that adds orders: under {@linkcode lockOrders}, every visible order has its delta. */
export function sharingOrders(sql: SqlScope) {
  return sql`set_config('idle_in_transaction_session_timeout', ${IDLE_AT_MOST}, true),
    pg_advisory_xact_lock_shared(${LOCKS.orders})`;
}

/** First in a transaction that changes stored orders, or many users or products. */
export async function lockOrders(sql: SqlScope): Promise<void> {
  await sql`select set_config('idle_in_transaction_session_timeout', ${IDLE_AT_MOST}, true),
    pg_advisory_xact_lock(${LOCKS.orders})`;
  await lockTotals(sql);
}

/** First in a transaction that changes many users or products. */
export async function lockTotals(sql: SqlScope): Promise<void> {
  await sql`select set_config('idle_in_transaction_session_timeout', ${IDLE_AT_MOST}, true),
    pg_advisory_xact_lock(${LOCKS.totals})`;
}

/** In the transaction that stored so many orders; deltas of more are left for {@linkcode PostgresOrderDeltas}. */
export async function applyAtOnce(sql: SqlScope, stored: number, upTo: number = AT_ONCE): Promise<void> {
  if (stored === 0 || stored > upTo) return;
  await lockTotals(sql);
  await applyDeltas(sql, sql`select id from order_deltas where xmin = pg_current_xact_id()::xid`);
}

/** From here on to the transaction's end the trigger records no deltas of stored orders. */
export async function recordOwnDeltas(sql: SqlScope): Promise<void> {
  await sql`select set_config('tillstream.deltas', 'off', true)`;
}

export async function recordDelta(sql: SqlScope, totals: Totals): Promise<void> {
  await sql`
    insert into order_deltas
      (product_ids, sold, taken, user_ids, ordered_at, days, categories, lines, orders, units, amounts)
    select products.ids, products.sold, products.taken, users.ids, users.at, d.days, d.categories, d.lines, d.orders, d.units, d.amounts
    from (select ${JSON.stringify(totals)}::text::json as j) as totals,
      lateral (select coalesce(array_agg(product_id), '{}') as ids, coalesce(array_agg(orders), '{}') as sold,
          coalesce(array_agg(taken), '{}') as taken
        from json_to_recordset(j->'products') as p(product_id text, orders int, taken int)) as products,
      lateral (select coalesce(array_agg(user_id), '{}') as ids, coalesce(array_agg(ordered_at), '{}') as at
        from json_to_recordset(j->'users') as u(user_id text, ordered_at timestamptz)) as users,
      lateral (select array_agg(day) as days, array_agg(category) as categories, array_agg(lines) as lines,
          array_agg(orders) as orders, array_agg(units) as units, array_agg(amount) as amounts
        from json_to_recordset(j->'days')
          as t(day date, category text, lines bigint, orders bigint, units bigint, amount bigint)) as d
    where d.days is not null`;
}

/** Call under {@linkcode lockOrders}, so that no more come. */
export async function addAll(sql: SqlScope): Promise<void> {
  while (await applyDeltas(sql, oldestDeltas(sql)) === DELTAS_AT_ONCE);
}

export class PostgresOrderDeltas implements OrderDeltas {
  constructor(private readonly sql: Sql) {}

  add(): Promise<boolean> {
    return transaction(this.sql, async (sql) => {
      const [lock] = await sql`
          select set_config('idle_in_transaction_session_timeout', ${IDLE_AT_MOST}, true),
            set_config('work_mem', ${MEMORY}, true),
            exists (select from order_deltas) and pg_try_advisory_xact_lock(${LOCKS.totals}) as mine`;
      return lock!.mine && await applyDeltas(sql, oldestDeltas(sql)) === DELTAS_AT_ONCE;
    });
  }

  pending(): Promise<number> {
    return mapPostgresErrors(async () => (await this.sql`select count(*) as n from order_deltas`)[0]!.n);
  }
}

function oldestDeltas(sql: SqlScope) {
  return sql`select id from order_deltas order by id limit ${DELTAS_AT_ONCE}`;
}

/** Returns how many there were. Sorted by id, a sixth less work: neighbours in table and keys follow each other. */
async function applyDeltas(sql: SqlScope, ids: ReturnType<typeof oldestDeltas>): Promise<number> {
  const [row] = await sql<{ deltas: number }[]>`
    with deltas as materialized (delete from order_deltas where id in (${ids}) returning *),
    sold as (
      update products p set order_count = p.order_count + e.orders, stock = p.stock - e.taken, updated_datetime = now()
      from (
        select product_id, sum(n)::int as orders, coalesce(sum(pieces), 0)::int as taken
        from deltas, unnest(product_ids, sold, taken) as l(product_id, n, pieces)
        group by product_id order by product_id
      ) e
      where p.product_id = e.product_id
    ), due as (
      insert into grading_due (user_ids) select user_ids from deltas
    ), bought as (
      update users u set updated_datetime = now(), last_ordered_at = case when e.look_up
        then (select max(created_at) from orders o where o.user_id = e.user_id and o.quantity > 0 and not o.reversed)
        else e.ordered_at end
      from (
        select user_id, max(at) as ordered_at, bool_or(at = '-infinity') as look_up
        from deltas, unnest(user_ids, ordered_at) as l(user_id, at)
        where at is not null group by user_id order by user_id
      ) e
      where u.user_id = e.user_id and (e.look_up or u.last_ordered_at is null or u.last_ordered_at < e.ordered_at)
    ), day_totals as (
      insert into daily_sales as d (day, category, lines, orders, units, amount)
      select l.day, l.category, sum(l.lines), sum(l.orders), sum(l.units), sum(l.amount)
      from deltas, unnest(days, categories, deltas.lines, deltas.orders, deltas.units, amounts)
        as l(day, category, lines, orders, units, amount)
      group by l.day, l.category
      on conflict (day, category) do update set lines = d.lines + excluded.lines, orders = d.orders + excluded.orders,
        units = d.units + excluded.units, amount = d.amount + excluded.amount
    )
    select count(*) as deltas from deltas`;
  return row!.deltas;
}
