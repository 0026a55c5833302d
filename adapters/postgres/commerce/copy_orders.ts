import type { Writable } from "node:stream";
import type { Order } from "../../../domain/commerce/order.ts";
import type { SqlScope } from "../core/connect.ts";

const COLUMNS = `order_id, user_id, product_id, quantity, total_amount, shipping_cost, discount_amount, payment_method,
  status, category, user_name, user_region, user_gender, user_age_group, created_at, selection`;
const CHUNK_CHARACTERS = 262_144;

/**
 * Writes orders by COPY, the fastest way into Postgres; gives nothing back, since this driver can't tell whether it
 * worked: an error of the server makes the surrounding transaction fail with its next statement, and nothing else. So the
 * caller has to run one.
 */
export async function copyOrders(sql: SqlScope, orders: readonly Order[], table = "orders"): Promise<void> {
  await copyText(sql, copyStatement(table), copyChunks(orders));
}

export function copyStatement(table: string): string {
  return `copy ${table} (${COLUMNS}) from stdin`;
}

/** Rows in COPY's text format, a quarter of a million characters at a time. */
export function* copyChunks(orders: Iterable<Order>): Generator<string> {
  let chunk = "";
  for (const order of orders) {
    chunk += copyLine(order);
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield chunk;
    chunk = "";
  }
  if (chunk !== "") yield chunk;
}

/** @param statement without parameters, so that it can go as a simple query: COPY has no place in the extended protocol */
export async function copyText(sql: SqlScope, statement: string, chunks: Iterable<string>): Promise<void> {
  const stream: Writable = await sql.unsafe(statement).writable();
  // The driver destroys it when the server refuses a row, or the connection is lost. Both are said by the next statement.
  stream.on("error", () => {});
  for (const chunk of chunks) {
    if (stream.destroyed) return;
    await new Promise<void>((resolve) => stream.write(chunk, () => resolve()));
  }
  if (stream.destroyed) return;
  // "finish" comes with the server's answer, and after an error only with that to the next statement: waiting for it here
  // could wait for ever.
  stream.end();
  await new Promise((resolve) => setTimeout(resolve, 0));
}

function copyLine(order: Order): string {
  return `${field(order.orderId)}\t${field(order.userId)}\t${field(order.productId)}\t${order.quantity}\t` +
    `${order.totalAmount}\t${order.shippingCost}\t${order.discountAmount}\t${field(order.paymentMethod)}\t` +
    `${order.status}\t${field(order.category)}\t${field(order.userName)}\t${field(order.userRegion)}\t` +
    `${field(order.userGender)}\t${field(order.userAgeGroup)}\t${order.createdAt.toISOString()}\t` +
    `${field(order.selection && JSON.stringify(order.selection))}\n`;
}

const SPECIAL = /[\\\t\n\r]/;
const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

function field(text: string | null): string {
  if (text === null) return "\\N";
  return SPECIAL.test(text) ? text.replaceAll(/[\\\t\n\r]/g, (character) => ESCAPES[character]!) : text;
}
