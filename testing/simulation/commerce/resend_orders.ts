import type { Order, OrderId } from "../../../domain/commerce/order.ts";
import { mayBecome, ORDER_CONTENT } from "../../../domain/commerce/resent_order.ts";
import { isReversed } from "../../../domain/commerce/reversed.ts";
import type { Transaction } from "../postgres/transaction.ts";
import { takenBack } from "./order_deltas.ts";
import type { ShopDatabase } from "./shop_database.ts";
import type { DeltaLine } from "./shop_tables.ts";

/** Advances the status of orders that were there, never backwards, in the batch's order. */
export function resendOrders({ tables, postgres }: ShopDatabase, sql: Transaction, orders: readonly Order[]) {
  return sql.statement(`compare ${orders.length} orders`, async () => {
    let changed = 0;
    const conflicts = new Set<OrderId>();
    const lines: DeltaLine[] = [];
    const seen = new Set<OrderId>();
    const compare = async (sent: Order) => {
      const isAdvanced = await sql.update(tables.orders, sent.orderId, (stored) => {
        const judged = judge(stored, sent);
        seen.add(sent.orderId);
        if (judged === "conflict") conflicts.add(sent.orderId);
        if (judged !== "advance") return null;
        const advanced = { ...stored, status: sent.status };
        const reversed = isReversed(advanced);
        if (reversed && !stored.reversed) lines.push(takenBack(stored));
        return { ...advanced, reversed };
      });
      const isKept = sql.get(tables.orders, sent.orderId) === null &&
        await sql.update(tables.pending, sent.orderId, (row) => {
          const judged = judge(row.order, sent);
          seen.add(sent.orderId);
          if (judged === "conflict") conflicts.add(sent.orderId);
          return judged === "advance" ? { ...row, order: { ...row.order, status: sent.status } } : null;
        });
      return isAdvanced || isKept;
    };
    for (const sent of orders) {
      const isChanged = await compare(sent);
      // Completed while this waited for it.
      if (isChanged || !seen.has(sent.orderId) && await compare(sent)) changed++;
    }
    if (lines.length > 0) {
      const id = postgres.nextId();
      await sql.insert(tables.deltas, String(id), { id, lines });
      await sql.insert(tables.due, String(postgres.nextId()), lines.map(({ userId }) => userId));
    }
    return { changed, conflicts: [...conflicts] };
  });
}

function judge(stored: Order, sent: Order): "advance" | "conflict" | "same" {
  if (ORDER_CONTENT.some((field) => stored[field] !== sent[field])) return "conflict";
  if (stored.status === sent.status) return "same";
  if (mayBecome(stored.status, sent.status)) return "advance";
  return mayBecome(sent.status, stored.status) ? "same" : "conflict";
}
