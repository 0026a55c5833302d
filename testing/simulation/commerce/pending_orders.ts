import type { PendingOrders } from "../../../application/commerce/ports/stream.ts";
import { MINUTE_MS } from "../../../domain/shared/durations.ts";
import type { Transaction } from "../postgres/transaction.ts";
import type { Process } from "../world.ts";
import { shareOrders } from "./erased_users.ts";
import { applyAtOnce } from "./order_deltas.ts";
import type { ShopDatabase } from "./shop_database.ts";
import type { PendingRow } from "./shop_tables.ts";
import { insertOrders } from "./store_orders.ts";

export function pendingOrders(database: ShopDatabase, process: Process): PendingOrders {
  const { postgres, tables } = database;
  return {
    complete: (limit) =>
      postgres.transaction(process, async (sql) => {
        await shareOrders(database, sql);
        const ready = await sql.statement("take pending orders", async () => {
          const taken = readyRows(database, sql).slice(0, limit);
          for (const { order } of taken) await sql.remove(tables.pending, order.orderId);
          return taken.map(({ order }) => order);
        });
        const { stored } = await insertOrders(database, sql, ready);
        await applyAtOnce(database, sql, stored);
        return ready.length;
      }),
    postpone: () =>
      postgres.statement(process, "put an order off", async (sql) => {
        const [first] = readyRows(database, sql);
        if (first === undefined) return null;
        const receivedAt = postgres.world.now + MINUTE_MS;
        await sql.update(tables.pending, first.order.orderId, (row) => ({ ...row, receivedAt }));
        return first.order.orderId;
      }),
    count: () => postgres.statement(process, "count pending orders", (sql) => sql.entries(tables.pending).size),
  };
}

/** The oldest first; rows that are in other hands are passed over. */
function readyRows({ tables, postgres }: ShopDatabase, sql: Transaction): PendingRow[] {
  return sql.all(tables.pending)
    .filter(({ order, receivedAt }) =>
      receivedAt <= postgres.world.now && sql.get(tables.users, order.userId) !== null &&
      sql.get(tables.products, order.productId) !== null && !sql.isLockedElsewhere(tables.pending, order.orderId)
    )
    .sort((a, b) => a.receivedAt - b.receivedAt || a.nth - b.nth);
}
