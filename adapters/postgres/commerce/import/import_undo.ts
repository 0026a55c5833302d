import type { ImportUndo } from "../../../../application/commerce/ports/import_runs.ts";
import type { OrderId } from "../../../../domain/commerce/order.ts";
import { DAY_SUMS } from "../day_sums.ts";
import type { Sql, SqlScope } from "../../core/connect.ts";
import { mapPostgresErrors, transaction } from "../../core/map_errors.ts";
import { addAll, lockOrders } from "../order_deltas.ts";

export class PostgresImportUndo implements ImportUndo {
  constructor(private readonly sql: Sql) {}

  changed(run: number, limit: number): ReturnType<ImportUndo["changed"]> {
    return mapPostgresErrors(async () => {
      const [row] = await this.sql<{ count: number; ids: OrderId[] }[]>`
        select (select count(*) from orders where import_run = ${run} and updated_datetime > created_datetime) as count,
          array(select order_id from orders where import_run = ${run} and updated_datetime > created_datetime
            order by order_id limit ${limit}) as ids`;
      return row!;
    });
  }

  begin(run: number, runner: string): Promise<void> {
    return mapPostgresErrors(async () => {
      await this.sql`
        update import_runs set runner = ${runner}, undo_began_at = coalesce(undo_began_at, now()), undone_at = null
        where run = ${run}`;
    });
  }

  takeOrders(run: number, limit: number): Promise<number> {
    return transaction(this.sql, async (sql) => {
      await lockOrders(sql);
      // Or what is taken off below would be added later.
      await addAll(sql);
      await sql`delete from pending_orders where payload->>'import_run' = ${String(run)}`;
      return await takeStored(sql, run, limit);
    });
  }

  takeUnused(run: number, limit: number): Promise<{ readonly users: number; readonly products: number }> {
    return transaction(this.sql, async (sql) => {
      // The deletions below take the lock of orders, which comes first.
      await lockOrders(sql);
      const users = await sql`
        delete from users where user_id in (
          select user_id from users u where import_run = ${run}
            and not exists (select from orders o where o.user_id = u.user_id)
            and not exists (select from pending_orders o where o.user_id = u.user_id) limit ${limit} for update)`;
      const products = await sql`
        delete from products where product_id in (
          select product_id from products p where import_run = ${run}
            and not exists (select from orders o where o.product_id = p.product_id)
            and not exists (select from pending_orders o where o.product_id = p.product_id) limit ${limit} for update)`;
      return { users: users.count, products: products.count };
    });
  }

  finish(run: number): ReturnType<ImportUndo["finish"]> {
    return transaction(this.sql, async (sql) => {
      const [kept] = await sql<{ keptUsers: number; keptProducts: number }[]>`
        select (select count(*) from users where import_run = ${run}) as "keptUsers",
          (select count(*) from products where import_run = ${run}) as "keptProducts"`;
      await sql`update import_runs set undone_at = now() where run = ${run}`;
      await sql`delete from import_gaps where run = ${run}`;
      return kept!;
    });
  }
}

async function takeStored(sql: SqlScope, run: number, limit: number): Promise<number> {
  const [taken] = await sql<{ orders: number; users: string[] }[]>`
    with taken as (
      delete from orders where order_id in (select order_id from orders where import_run = ${run} limit ${limit})
      returning user_id, product_id, quantity, total_amount, category, created_at, reversed
    ), sold as (
      update products p set order_count = p.order_count - t.orders, updated_datetime = now()
      from (select product_id, count(*)::int as orders from taken
        where quantity > 0 and not reversed group by 1 order by 1) t
      where p.product_id = t.product_id
    ), day_totals as (
      update daily_sales d set lines = d.lines - t.lines, orders = d.orders - t.orders, units = d.units - t.units,
        amount = d.amount - t.amount
      from (
        select (created_at at time zone 'Asia/Seoul')::date as day, category, count(*) as lines,
          ${sql.unsafe(DAY_SUMS)}
        from taken group by 1, 2
      ) t
      where d.day = t.day and d.category = t.category
    )
    select count(*) as orders, array(select distinct user_id from taken order by 1) as users from taken`;
  if (taken!.orders === 0) return 0;
  await sql`
    update users u set updated_datetime = now(), last_ordered_at =
      (select max(created_at) from orders o where o.user_id = u.user_id and o.quantity > 0 and not o.reversed)
    where user_id in (select json_array_elements_text(${JSON.stringify(taken!.users)}::text::json))`;
  await sql`delete from daily_sales where lines = 0`;
  return taken!.orders;
}
