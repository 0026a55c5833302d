import type { Transaction } from "../postgres/transaction.ts";
import { lastOrder, placeOf, sum } from "./order_deltas.ts";
import type { ShopDatabase } from "./shop_database.ts";
import type { OrderRow, ShopTables } from "./shop_tables.ts";

export interface Miscount {
  readonly figure: "order_count" | "last_ordered_at" | "daily_sales";
  readonly key: string;
  readonly stored: string;
  readonly recounted: string;
}

/** Figures of committed rows that differ from a recount, deltas that wait taken as added. */
export function miscounts({ users, products, orders, deltas, days }: ShopTables): Miscount[] {
  const rows = orders.all;
  const lines = deltas.all.flatMap(({ lines }) => lines);
  const found: Miscount[] = [];
  const compare = (figure: Miscount["figure"], key: string, stored: unknown, recounted: unknown) => {
    if (String(stored) !== String(recounted)) {
      found.push({ figure, key, stored: String(stored), recounted: String(recounted) });
    }
  };
  for (const { productId, orderCount } of products.all) {
    const waiting = sum(lines.filter((line) => line.productId === productId), ({ sold }) => sold);
    const counted = rows.filter((row) => row.productId === productId && isSale(row)).length;
    compare("order_count", productId, orderCount + waiting, counted);
  }
  for (const { userId, lastOrderedAt } of users.all) {
    const own = lines.filter((line) => line.userId === userId).map(({ orderedAt }) => orderedAt);
    if (own.includes("look up")) continue;
    const times = [lastOrderedAt, ...own].filter((at) => at instanceof Date).map((at) => at.getTime());
    compare("last_ordered_at", userId, times.length === 0 ? null : Math.max(...times), lastOrder(rows, userId));
  }
  const kept = totals([...days.all, ...lines.map(({ day }) => day)]);
  const recounted = totals(rows.map(dayOf));
  for (const key of new Set([...kept.keys(), ...recounted.keys()])) {
    compare("daily_sales", key, kept.get(key) ?? "nothing", recounted.get(key) ?? "nothing");
  }
  return found;
}

/** In a transaction that has no others beside it. */
export async function recountFor({ tables }: ShopDatabase, sql: Transaction, order: OrderRow): Promise<void> {
  const rows = sql.all(tables.orders);
  await sql.update(tables.products, order.productId, (product) => ({
    ...product,
    orderCount: rows.filter((row) => row.productId === order.productId && isSale(row)).length,
  }));
  await sql.update(tables.users, order.userId, (user) => {
    const at = lastOrder(rows, order.userId);
    return { ...user, lastOrderedAt: at === null ? null : new Date(at) };
  });
  const { day, category } = placeOf(order);
  const own = rows.map(dayOf).filter((each) => each.day === day && each.category === category);
  if (own.length === 0) return void await sql.remove(tables.days, `${day} ${category}`);
  await sql.upsert(tables.days, `${day} ${category}`, () => ({
    day,
    category,
    lines: own.length,
    orders: sum(own, ({ orders }) => orders),
    units: sum(own, ({ units }) => units),
    amount: sum(own, ({ amount }) => amount),
  }));
}

function isSale({ quantity, reversed }: OrderRow): boolean {
  return quantity > 0 && !reversed;
}

function dayOf(order: OrderRow) {
  const counts = order.reversed ? 0 : 1;
  return {
    ...placeOf(order),
    lines: 1,
    orders: isSale(order) ? 1 : 0,
    units: counts * order.quantity,
    amount: counts * order.totalAmount,
  };
}

function totals(days: readonly ReturnType<typeof dayOf>[]): Map<string, string> {
  return new Map([...Map.groupBy(days, ({ day, category }) => `${day} ${category}`)].map(([key, own]) => [
    key,
    `${sum(own, ({ lines }) => lines)} lines, ${sum(own, ({ orders }) => orders)} orders, ${
      sum(own, ({ units }) => units)
    } units, ${sum(own, ({ amount }) => amount)} won`,
  ]));
}
