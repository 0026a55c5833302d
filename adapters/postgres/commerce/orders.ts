import type { Order, OrderId, OrderStatus } from "../../../domain/commerce/order.ts";
import type { May, Orders, Stamps } from "../../../application/commerce/ports/shop.ts";
import type { OrderChanges } from "../../../domain/commerce/order_placement.ts";
import { isTakenBack } from "../../../domain/commerce/reversed.ts";
import type { Sql, SqlScope } from "../core/connect.ts";
import { DAY_SUMS, TAKES_STOCK } from "./day_sums.ts";
import { ErasedUsers } from "./erased_users.ts";
import { insertOrders } from "./insert_orders.ts";
import { addAll, applyAtOnce, lockOrders } from "./order_deltas.ts";
import { ORDERS } from "./order_columns.ts";
import { mapPostgresErrors, transaction } from "../core/map_errors.ts";

export class PostgresOrders implements Orders {
  constructor(private readonly sql: Sql, private readonly erased: ErasedUsers = new ErasedUsers()) {}

  find(id: OrderId): Promise<(Order & Stamps) | null> {
    return mapPostgresErrors(() => ORDERS.find(this.sql, id));
  }

  add(order: Order): ReturnType<Orders["add"]> {
    return transaction(this.sql, async (sql) => {
      const kinds = await this.erased.share(sql);
      const { orders } = await this.erased.withhold(sql, { users: [], orders: [order] }, kinds);
      // The lock of `share` keeps both until the insert.
      const [known] = await sql<{ user: boolean; product: boolean }[]>`
        select exists (select from users where user_id = ${order.userId}) as "user",
          exists (select from products where product_id = ${order.productId}) as product`;
      if (!known!.user) return "unknown_user";
      if (!known!.product) return "unknown_product";
      const { stored } = await insertOrders(sql, orders);
      await applyAtOnce(sql, stored);
      return stored === 1 ? "added" : "exists";
    });
  }

  findAll(ids: readonly OrderId[]): Promise<Order[]> {
    return mapPostgresErrors(async () =>
      (await this.sql`
        select * from orders where order_id in (select json_array_elements_text(${JSON.stringify(ids)}::text::json))`)
        .map((row) => ORDERS.fromRow(row))
    );
  }

  async advance(id: OrderId, from: OrderStatus, to: OrderStatus): Promise<boolean> {
    if (isTakenBack(to)) {
      const changed = await this.change(id, { status: to }, ({ status }) => status === from);
      return changed !== null && changed !== "refused";
    }
    return await mapPostgresErrors(async () =>
      (await this.sql`
      update orders set status = ${to}, updated_datetime = now() where order_id = ${id} and status = ${from}`)
        .count === 1
    );
  }

  change(id: OrderId, changes: OrderChanges): Promise<(Order & Stamps) | null>;
  change(id: OrderId, changes: OrderChanges, may: May<Order>): Promise<(Order & Stamps) | null | "refused">;
  change(id: OrderId, changes: OrderChanges, may?: May<Order>): Promise<(Order & Stamps) | null | "refused"> {
    return transaction(this.sql, async (sql) => {
      await lockOrders(sql);
      const before = await takenFromStock(sql, id);
      const order = await ORDERS.change(sql, id, changes, may);
      if (order !== null && order !== "refused") {
        await reconcile(sql, order, await takenFromStock(sql, id) - before);
      }
      return order;
    });
  }

  remove(id: OrderId): Promise<"removed" | "unknown"> {
    return transaction(this.sql, async (sql) => {
      await lockOrders(sql);
      const before = await takenFromStock(sql, id);
      const order = await ORDERS.remove(sql, id);
      if (order === null) return "unknown";
      await reconcile(sql, order, -before);
      return "removed";
    });
  }
}

/** Pieces that the order took, which is locked until the transaction ends; 0 for an unknown one. */
async function takenFromStock(sql: SqlScope, id: OrderId): Promise<number> {
  const [row] = await sql<{ quantity: number; takes: boolean }[]>`
    select quantity, ${sql.unsafe(TAKES_STOCK)} and not reversed as takes from orders
    where order_id = ${id} for update`;
  return row?.takes ? row.quantity : 0;
}

/** Recounts, because the maximum in `last_ordered_at` can't be taken back; a stock has nothing to be recounted from. */
async function reconcile(sql: SqlScope, order: Order, taken: number): Promise<void> {
  // Or what is counted below would be added again.
  await addAll(sql);
  await sql`
    update products set updated_datetime = now(), stock = stock - ${taken}::int, order_count =
      (select count(*) from orders where product_id = ${order.productId} and quantity > 0 and not reversed)
    where product_id = ${order.productId}`;
  await sql`
    update users set updated_datetime = now(), last_ordered_at =
      (select max(created_at) from orders where user_id = ${order.userId} and quantity > 0 and not reversed)
    where user_id = ${order.userId}`;
  const day = sql`(${order.createdAt}::timestamptz at time zone 'Asia/Seoul')::date`;
  await sql`delete from daily_sales where day = ${day} and category = ${order.category}`;
  await sql`
    insert into daily_sales (day, category, lines, orders, units, amount)
    select ${day}, ${order.category}, count(*), ${sql.unsafe(DAY_SUMS)}
    from orders
    where created_at >= ${day}::timestamp at time zone 'Asia/Seoul'
      and created_at < (${day} + 1)::timestamp at time zone 'Asia/Seoul' and category = ${order.category}
    having count(*) > 0`;
}
