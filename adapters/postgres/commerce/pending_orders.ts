import type { PendingOrders } from "../../../application/commerce/ports/stream.ts";
import type { Sql } from "../core/connect.ts";
import { insertOrderRows } from "./insert_orders.ts";
import { applyAtOnce, sharingOrders } from "./order_deltas.ts";
import { mapPostgresErrors, transaction } from "../core/map_errors.ts";

export class PostgresPendingOrders implements PendingOrders {
  constructor(private readonly sql: Sql) {}

  complete(limit: number): Promise<number> {
    return transaction(this.sql, async (sql) => {
      await sql`select ${sharingOrders(sql)}`;
      const ready = await sql<{ payload: unknown }[]>`
          with ready as (
            select w.order_id from pending_orders w
            join users u on u.user_id = w.user_id join products p on p.product_id = w.product_id
            where w.received_at <= now()
            order by w.received_at, w.order_id limit ${limit} for update of w skip locked
          )
          delete from pending_orders w using ready where w.order_id = ready.order_id returning w.payload`;
      const { stored } = await insertOrderRows(sql, ready.map((row) => row.payload));
      await applyAtOnce(sql, stored);
      return ready.length;
    });
  }

  postpone(): Promise<string | null> {
    return mapPostgresErrors(async () => {
      const [row] = await this.sql<{ order_id: string }[]>`
        update pending_orders set received_at = now() + interval '1 minute' where order_id = (
          select w.order_id from pending_orders w
          join users u on u.user_id = w.user_id join products p on p.product_id = w.product_id
          where w.received_at <= now() order by w.received_at, w.order_id limit 1 for update of w skip locked
        ) returning order_id`;
      return row?.order_id ?? null;
    });
  }

  count(): Promise<number> {
    return mapPostgresErrors(async () => (await this.sql`select count(*) as n from pending_orders`)[0]!.n);
  }
}
