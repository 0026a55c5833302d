import { isTakenBack } from "../../../domain/commerce/reversed.ts";
import { isoDay } from "../../../domain/commerce/simulation/history/plan.ts";
import type { Order } from "../../../domain/commerce/order.ts";
import { seoulDayNumber } from "../../../domain/commerce/seoul_time.ts";
import type { SqlScope } from "../core/connect.ts";
import { copyChunks, copyRows } from "../core/copy_rows.ts";
import type { InsertedOrders } from "./insert_orders.ts";
import { NotCopied, notCopiedWhereAborted, notCopiedWhereRefused } from "../core/not_copied.ts";
import { ORDERS } from "./order_columns.ts";
import { recordDelta, type Totals } from "./order_deltas.ts";

/** Seoul has had no summer time since; the database knows the days before. */
const SAME_TIME_SINCE = Date.UTC(1989, 0, 1);

/** Needs no look at its user and product, nor whether it counts. */
export function isComplete(order: Order): boolean {
  return order.importRun === null && order.category !== null && order.userName !== null && order.userRegion !== null &&
    order.userGender !== null && !isTakenBack(order.status) && order.userAgeGroup !== null &&
    order.createdAt.getTime() >= SAME_TIME_SINCE;
}

/** By COPY. Throws {@linkcode NotCopied} unless all are new, with known users and products; the transaction is lost. */
export async function copyNewOrders(sql: SqlScope, orders: readonly Order[]): Promise<InsertedOrders> {
  if (orders.length === 0) return { stored: 0, duplicates: 0, pending: 0, delta: null };
  const text = [...copyChunks(ORDERS, orders)];
  // A lone surrogate would become another character, and a NUL put the row into the server's log.
  if (!text.every((chunk) => chunk.isWellFormed() && !chunk.includes("\0"))) {
    throw new NotCopied("Cannot copy the orders: they hold text that is not UTF-8");
  }
  await copyRows(sql, ORDERS, text).catch(notCopiedWhereRefused);
  const id = await recordDelta(sql, totalsOf(orders)).catch(notCopiedWhereAborted);
  return { stored: orders.length, duplicates: 0, pending: 0, delta: { id: id!, orders: orders.length } };
}

function totalsOf(orders: readonly Order[]): Totals {
  const products = new Map<string, { readonly orders: number; readonly taken: number }>();
  const users = new Map<string, Date | null>();
  const days = new Map<string, Totals["days"][number]>();
  for (const { productId, userId, quantity, selection, totalAmount, category, createdAt } of orders) {
    const known = products.get(productId) ?? { orders: 0, taken: 0 };
    products.set(productId, {
      orders: known.orders + (quantity > 0 ? 1 : 0),
      taken: known.taken + (selection === null ? quantity : 0),
    });
    if (quantity > 0) {
      const last = users.get(userId) ?? null;
      if (last === null || last < createdAt) users.set(userId, createdAt);
    } else if (!users.has(userId)) {
      users.set(userId, null);
    }
    const dayNumber = seoulDayNumber(createdAt);
    const key = `${dayNumber} ${category}`;
    const sum = days.get(key) ??
      { day: isoDay(dayNumber), category: category!, lines: 0, orders: 0, units: 0, amount: 0 };
    days.set(key, {
      ...sum,
      lines: sum.lines + 1,
      orders: sum.orders + (quantity > 0 ? 1 : 0),
      units: sum.units + quantity,
      amount: sum.amount + totalAmount,
    });
  }
  return {
    products: [...products].map(([product_id, sums]) => ({ product_id, ...sums })),
    users: [...users].map(([user_id, ordered_at]) => ({ user_id, ordered_at })),
    days: [...days.values()],
  };
}
