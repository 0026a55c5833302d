import { isTakenBack } from "../../../domain/commerce/reversed.ts";
import type { Order } from "../../../domain/commerce/order.ts";
import type { SqlScope } from "../core/connect.ts";
import { copyChunks, copyRows } from "../core/copy_rows.ts";
import type { InsertedOrders } from "./insert_orders.ts";
import { NotCopied, notCopiedWhereAborted, notCopiedWhereRefused } from "../core/not_copied.ts";
import { ORDERS } from "./order_columns.ts";

/** Needs no look at its user and product, nor whether it counts. */
export function isComplete(order: Order): boolean {
  return order.importRun === null && order.category !== null && order.userName !== null && order.userRegion !== null &&
    order.userGender !== null && order.userAgeGroup !== null && !isTakenBack(order.status);
}

/** By COPY. Throws {@linkcode NotCopied} unless all are new, with known users and products; the transaction is lost. */
export async function copyNewOrders(sql: SqlScope, orders: readonly Order[]): Promise<InsertedOrders> {
  if (orders.length === 0) return { stored: 0, duplicates: 0, pending: 0 };
  const text = [...copyChunks(ORDERS, orders)];
  // A lone surrogate would become another character, and a NUL put the row into the server's log.
  if (!text.every((chunk) => chunk.isWellFormed() && !chunk.includes("\0"))) {
    throw new NotCopied("Cannot copy the orders: they hold text that is not UTF-8");
  }
  await copyRows(sql, ORDERS, text).catch(notCopiedWhereRefused);
  // What comes first after a COPY says whether it failed.
  await sql`select 1`.catch(notCopiedWhereAborted);
  return { stored: orders.length, duplicates: 0, pending: 0 };
}
