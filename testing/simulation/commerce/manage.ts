import type { CommerceWriter, May, Orders, Products, Stamps, Users } from "../../../application/commerce/ports/shop.ts";
import type { OrderBatches } from "../../../application/commerce/ports/import.ts";
import type { Order, OrderId } from "../../../domain/commerce/order.ts";
import type { OrderChanges } from "../../../domain/commerce/order_placement.ts";
import { isReversed } from "../../../domain/commerce/reversed.ts";
import type { Transaction } from "../postgres/transaction.ts";
import type { Process } from "../world.ts";
import { erasedAmongst, lockOrders, shareOrders, withhold } from "./erased_users.ts";
import { applyAll, applyAtOnce } from "./order_deltas.ts";
import { recountFor } from "./recount.ts";
import type { ShopDatabase } from "./shop_database.ts";
import type { OrderRow } from "./shop_tables.ts";
import { insertNew, insertOrders } from "./store_orders.ts";

export function users(database: ShopDatabase, process: Process): Pick<Users, "find" | "add" | "change"> {
  const { postgres, tables } = database;
  const admitted = <T>(id: Parameters<Users["find"]>[0], work: (sql: Transaction) => Promise<T>) =>
    postgres.transaction(process, async (sql): Promise<T | "erased"> => {
      await shareOrders(database, sql);
      return (await erasedAmongst(database, sql, [id])).has(id) ? "erased" : await work(sql);
    });
  return {
    find: (id) => postgres.statement(process, `find ${id}`, (sql) => sql.get(tables.users, id)),
    add: (user) =>
      admitted(
        user.userId,
        async (sql) => await insertNew(database, sql, "users", [user]) === 1 ? "added" as const : "exists" as const,
      ),
    change: (id, changes) =>
      admitted(id, async (sql) => {
        await sql.statement(`change ${id}`, async () => {
          await sql.update(tables.users, id, (user) => ({ ...user, ...changes }));
          if ("grade" in changes) await sql.insert(tables.due, String(postgres.nextId()), [id]);
        });
        return sql.get(tables.users, id);
      }),
  };
}

export function products({ postgres, tables }: ShopDatabase, process: Process): Pick<Products, "find" | "change"> {
  return {
    find: (id) => postgres.statement(process, `find ${id}`, (sql) => sql.get(tables.products, id)),
    change: (id, changes) =>
      postgres.statement(process, `change ${id}`, async (sql) => {
        await sql.update(tables.products, id, (product) => ({ ...product, ...changes }));
        return sql.get(tables.products, id);
      }),
  };
}

export function orders(database: ShopDatabase, process: Process): Orders {
  const { postgres, tables } = database;
  const change = (id: OrderId, changes: OrderChanges, may: May<Order> = () => true) =>
    postgres.transaction(process, async (sql) => {
      await lockOrders(database, sql);
      return await sql.statement(`change ${id}`, async () => {
        const before = sql.get(tables.orders, id);
        if (before === null) return null;
        if (!may(asOrder(before))) return "refused";
        const changed = { ...before, ...changes };
        const after = { ...changed, reversed: isReversed(changed) };
        await sql.update(tables.orders, id, () => after);
        await sql.insert(tables.due, String(postgres.nextId()), [after.userId]);
        await applyAll(database, sql);
        await recountFor(database, sql, after);
        return asOrder(after);
      });
    });
  return {
    find: (id) =>
      postgres.statement(process, `find ${id}`, (sql) => {
        const row = sql.get(tables.orders, id);
        return row && asOrder(row);
      }),
    findAll: (ids) =>
      postgres.statement(
        process,
        `find ${ids.join(", ")}`,
        (sql) => ids.flatMap((id) => sql.get(tables.orders, id) ?? []).map(asOrder),
      ),
    add: (order) =>
      postgres.transaction(process, async (sql) => {
        await shareOrders(database, sql);
        const { orders } = await withhold(database, sql, { users: [], orders: [order] });
        if (sql.get(tables.users, order.userId) === null) return "unknown_user";
        if (sql.get(tables.products, order.productId) === null) return "unknown_product";
        const { stored } = await insertOrders(database, sql, orders);
        await applyAtOnce(database, sql, stored);
        return stored === 1 ? "added" : "exists";
      }),
    advance: async (id, from, to) => {
      const changed = await change(id, { status: to }, ({ status }) => status === from);
      return changed !== null && changed !== "refused";
    },
    change,
    remove: (id) =>
      postgres.transaction(process, async (sql) => {
        await lockOrders(database, sql);
        return await sql.statement(`remove ${id}`, async () => {
          const row = await sql.remove(tables.orders, id);
          if (row === null) return "unknown";
          await sql.insert(tables.due, String(postgres.nextId()), [row.userId]);
          await applyAll(database, sql);
          await recountFor(database, sql, row);
          return "removed";
        });
      }),
  } as Orders;
}

function asOrder({ reversed: _, ...order }: OrderRow): Order & Stamps {
  return order;
}

export function commerceWriter(
  database: ShopDatabase,
  process: Process,
): CommerceWriter & Pick<OrderBatches, "addOrders"> {
  const { postgres } = database;
  const within = <T>(work: (sql: Transaction) => Promise<T>) =>
    postgres.transaction(process, async (sql) => {
      await shareOrders(database, sql);
      return await work(sql);
    });
  return {
    addUsers: (all) =>
      within(async (sql) => {
        const { users } = await withhold(database, sql, { users: all, orders: [] });
        return await insertNew(database, sql, "users", users);
      }),
    addProducts: (all) => within((sql) => insertNew(database, sql, "products", all)),
    addOrders: (all) =>
      within(async (sql) => {
        const { orders } = await withhold(database, sql, { users: [], orders: all });
        const { stored } = await insertOrders(database, sql, orders);
        await applyAtOnce(database, sql, stored);
        return { stored, duplicates: all.length - stored };
      }),
  };
}
