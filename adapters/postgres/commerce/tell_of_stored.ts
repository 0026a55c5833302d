import type { Order } from "../../../domain/commerce/order.ts";
import type { SqlScope } from "../core/connect.ts";
import { eventIdOf, hasSubscription, tellOf } from "../core/webhook_events.ts";

const TYPE = "order.stored";

/** @param rows a table or query with columns of `orders` */
export function tellOfStored(rows: string): string {
  return tellOf(TYPE, {
    from: `${rows} o`,
    id: eventIdOf(TYPE, "o.order_id"),
    subject: "'user:' || o.user_id",
    data: `order_event(o.order_id, o.user_id, o.product_id, o.quantity, o.total_amount, o.category, o.status,
      o.created_at)`,
  });
}

export function isStoredTold(sql: SqlScope): Promise<boolean> {
  return hasSubscription(sql, TYPE);
}

/** Of orders that this transaction has copied. */
export async function tellOfCopied(sql: SqlScope, orders: readonly Order[]): Promise<void> {
  if (orders.length === 0) return;
  const ids = JSON.stringify(orders.map(({ orderId }) => orderId));
  await sql`
    with copied as (
      select o.* from orders o join json_array_elements_text(${ids}::text::json) as c(id) on o.order_id = c.id
    )
    ${sql.unsafe(tellOfStored("copied"))}`;
}
