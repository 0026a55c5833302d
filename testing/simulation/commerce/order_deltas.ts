import type { DailySales } from "../../../application/commerce/ports/lists.ts";
import type { OrderDeltas } from "../../../application/commerce/ports/stream.ts";
import type { Transaction } from "../postgres/transaction.ts";
import type { Process } from "../world.ts";
import type { ShopDatabase } from "./shop_database.ts";
import { type DeltaLine, type OrderRow, TOTALS_LOCK } from "./shop_tables.ts";

const DELTAS_AT_ONCE = 20;
const SEOUL_MS = 9 * 3_600_000;

export function deltaLine(order: OrderRow): DeltaLine {
  const counts = order.reversed ? 0 : 1;
  const isSale = !order.reversed && order.quantity > 0;
  const takesStock = order.importRun === null && order.selection === null && !order.reversed;
  return {
    productId: order.productId,
    userId: order.userId,
    sold: isSale ? 1 : 0,
    taken: takesStock ? order.quantity : 0,
    orderedAt: isSale ? order.createdAt : null,
    day: {
      ...placeOf(order),
      lines: 1,
      orders: isSale ? 1 : 0,
      units: counts * order.quantity,
      amount: counts * order.totalAmount,
    },
  };
}

/** Of an order that counted until now. */
export function takenBack(order: OrderRow): DeltaLine {
  const { day, sold, taken, ...rest } = deltaLine({ ...order, reversed: false });
  const { orders, units, amount } = day;
  return {
    ...rest,
    sold: -sold,
    taken: -taken,
    orderedAt: "look up",
    day: { ...placeOf(order), lines: 0, orders: -orders, units: -units, amount: -amount },
  };
}

export function placeOf({ createdAt, category }: OrderRow): Pick<DailySales, "day" | "category"> {
  return { day: new Date(createdAt.getTime() + SEOUL_MS).toISOString().slice(0, 10), category: category! };
}

/** In the transaction that stored so many; what is more is left for the rounds of `orderDeltas`. */
export async function applyAtOnce(database: ShopDatabase, sql: Transaction, stored: number): Promise<void> {
  if (stored === 0 || stored > database.atOnce) return;
  await lockTotals(sql);
  await sql.statement("add its own deltas", () => applyDeltas(database, sql, sql.ownKeys(database.tables.deltas)));
}

export function lockTotals(sql: Transaction): Promise<void> {
  return sql.statement("lock the totals", () => sql.lock(TOTALS_LOCK));
}

export async function applyAll(database: ShopDatabase, sql: Transaction): Promise<void> {
  await sql.statement(
    "add all deltas",
    () => applyDeltas(database, sql, [...sql.entries(database.tables.deltas).keys()]),
  );
}

export function orderDeltas(database: ShopDatabase, process: Process): OrderDeltas {
  const { postgres, tables } = database;
  return {
    add: () =>
      postgres.transaction(process, async (sql) => {
        const isMine = await sql.statement(
          "try to lock the totals",
          () => sql.entries(tables.deltas).size > 0 && sql.tryLock(TOTALS_LOCK),
        );
        if (!isMine) return false;
        return await sql.statement("add deltas", async () => {
          const oldest = sql.all(tables.deltas).sort((a, b) => a.id - b.id).slice(0, DELTAS_AT_ONCE);
          return await applyDeltas(database, sql, oldest.map(({ id }) => String(id))) === DELTAS_AT_ONCE;
        });
      }),
    pending: () => postgres.statement(process, "count deltas", (sql) => sql.entries(tables.deltas).size),
  };
}

async function applyDeltas({ tables, postgres, without }: ShopDatabase, sql: Transaction, keys: readonly string[]) {
  const lines: DeltaLine[] = [];
  let deltas = 0;
  for (const key of keys) {
    const delta = await sql.remove(tables.deltas, key);
    if (delta === null) continue;
    deltas++;
    lines.push(...delta.lines);
    const users = delta.lines.map(({ userId }) => userId);
    if (!without.has("due members")) await sql.insert(tables.due, String(postgres.nextId()), users);
  }
  for (const [id, own] of byKey(lines, ({ productId }) => productId)) {
    await sql.update(tables.products, id, (product) => ({
      ...product,
      orderCount: product.orderCount + sum(own, ({ sold }) => sold),
      stock: product.stock - sum(own, ({ taken }) => taken),
    }));
  }
  for (const [id, own] of byKey(lines.filter(({ orderedAt }) => orderedAt !== null), ({ userId }) => userId)) {
    const isLookedUp = own.some(({ orderedAt }) => orderedAt === "look up");
    const at = isLookedUp
      ? lastOrder(sql.all(tables.orders), id)
      : Math.max(...own.map(({ orderedAt }) => (orderedAt as Date).getTime()));
    await sql.update(tables.users, id, (user) => {
      if (!isLookedUp && user.lastOrderedAt !== null && user.lastOrderedAt.getTime() >= at!) return null;
      return { ...user, lastOrderedAt: at === null ? null : new Date(at) };
    });
  }
  for (const [key, own] of byKey(lines, ({ day }) => `${day.day} ${day.category}`)) {
    await sql.upsert(tables.days, key, (known) => {
      const { day, category } = own[0]!.day;
      const all = [...(known ? [known] : []), ...own.map(({ day }) => day)];
      return {
        day,
        category,
        lines: sum(all, ({ lines }) => lines),
        orders: sum(all, ({ orders }) => orders),
        units: sum(all, ({ units }) => units),
        amount: sum(all, ({ amount }) => amount),
      };
    });
  }
  return deltas;
}

export function lastOrder(orders: readonly OrderRow[], userId: string): number | null {
  const times = orders.filter((order) => order.userId === userId && order.quantity > 0 && !order.reversed)
    .map(({ createdAt }) => createdAt.getTime());
  return times.length === 0 ? null : Math.max(...times);
}

/** Sorted, as the statements lock their rows. */
function byKey<T>(lines: readonly T[], keyOf: (line: T) => string): [string, T[]][] {
  return [...Map.groupBy(lines, keyOf)].sort(([a], [b]) => a < b ? -1 : 1);
}

export function sum<T>(all: readonly T[], of: (each: T) => number): number {
  return all.reduce((total, each) => total + of(each), 0);
}
