import type { Figures } from "../../../application/commerce/ports/shop.ts";
import { insertOutbox, outbox, outboxAdmin } from "./outbox.ts";
import type { ShopUnderTest } from "../../ports/shop.ts";
import { FreeWorld } from "../free_world.ts";
import { Network } from "../network.ts";
import { SimulatedPostgres } from "../postgres/simulated_postgres.ts";
import { Process } from "../world.ts";
import { userErasure } from "./erased_users.ts";
import { inbox, storedPositions } from "./inbox.ts";
import { commerceWriter, orders, products, users } from "./manage.ts";
import { membership } from "./members.ts";
import { orderDeltas } from "./order_deltas.ts";
import { pendingOrders } from "./pending_orders.ts";
import { poolCandidates } from "./pool_candidates.ts";
import { miscounts } from "./recount.ts";
import type { ShopDatabase } from "./shop_database.ts";
import { type OrderRow, ShopTables } from "./shop_tables.ts";

export function databaseForContracts(): { readonly database: ShopDatabase; readonly process: Process } {
  const world = new FreeWorld(1);
  const tables = new ShopTables();
  const postgres = new SimulatedPostgres(world, new Network(world), { tables: tables.all });
  const database = { postgres, tables, without: new Set<never>(), atOnce: 200, refuses: () => false };
  return { database, process: new Process("caller", 0) };
}

/** The ports of commerce that are simulated, for the contract suites; others are not there. */
export function simulatedShop(): ShopUnderTest {
  const { database, process } = databaseForContracts();
  const { postgres, tables } = database;
  return {
    inbox: inbox(database, process),
    positions: storedPositions(database, process),
    deltas: orderDeltas(database, process),
    pending: pendingOrders(database, process),
    outbox: outbox(database, process),
    outboxAdmin: outboxAdmin(database, process),
    candidates: poolCandidates(database, process),
    membership: membership(database, process),
    users: users(database, process),
    erasure: userErasure(database, process, ["users.dlq", "orders.dlq"]),
    products: products(database, process),
    orders: orders(database, process),
    figures: {
      figures: () => Promise.resolve(figuresOf(tables)),
      recentOrders: (limit) =>
        Promise.resolve(
          tables.orders.all.sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime()).slice(0, limit).map(asOrder),
        ),
    },
    writer: commerceWriter(database, process),
    addToOutbox: (records: Parameters<ShopUnderTest["addToOutbox"]>[0]) =>
      postgres.transaction(process, (sql) => insertOutbox(database, sql, records)),
    reconcile: () => Promise.resolve(miscounts(tables)),
    dailySales: () => Promise.resolve(tables.days.all.sort((a, b) => a.day < b.day ? -1 : 1)),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  } satisfies Partial<
    { readonly [port in keyof ShopUnderTest]: Partial<ShopUnderTest[port]> }
  > as unknown as ShopUnderTest;
}

function figuresOf({ users, products, orders }: ShopTables): Figures {
  const members = users.all.filter(({ isGuest }) => !isGuest);
  const grades = { VIP: 0, GOLD: 0, SILVER: 0, BRONZE: 0 };
  for (const { grade } of members) grades[grade]++;
  const buyers = members.filter(({ lastOrderedAt }) => lastOrderedAt !== null).length;
  return {
    counts: { users: users.rows.size, products: products.rows.size, orders: orders.rows.size },
    buyers,
    newUsers: members.length - buyers,
    grades,
  };
}

function asOrder({ reversed: _r, createdDatetime: _c, updatedDatetime: _u, ...order }: OrderRow) {
  return order;
}
