import type { LogRecord } from "../../../../application/shared/log.ts";
import type { Stream } from "../../../../domain/commerce/commerce_event.ts";
import type { Order } from "../../../../domain/commerce/order.ts";
import type { User } from "../../../../domain/commerce/user.ts";

interface Poison {
  readonly stream: Stream;
  readonly record: LogRecord;
  readonly code: string;
}

const REFUSED_BY_STORE = "refused by the store";

/** Constraints of the run's own database that reject messages which pass every other check. */
export const STORE_REFUSES = `
  alter table orders add check (payment_method <> '${REFUSED_BY_STORE}');
  alter table pending_orders add check (payload->>'payment_method' <> '${REFUSED_BY_STORE}');
  alter table users add check (name <> '${REFUSED_BY_STORE}')`;

const encoder = new TextEncoder();

export function poisonOf(nth: number, id: string, order: Order, user: User): Poison {
  const kinds: readonly (() => readonly [Stream, string | null, string, Record<string, string>?])[] = [
    () => ["orders", JSON.stringify({ ...order, orderId: id }).slice(0, -40), "not_json"],
    () => ["orders", JSON.stringify({ ...order, orderId: id, paymentMethod: REFUSED_BY_STORE }), "data_refused"],
    () => ["orders", JSON.stringify({ ...order, orderId: id, userName: `Kim\u0000${id}` }), "invalid_input"],
    () => ["orders", JSON.stringify({ ...order, orderId: id, paymentMethod: "C".repeat(51) }), "invalid_input"],
    () => ["orders", JSON.stringify({ ...order, orderId: id }), "unknown_type", { "ce_type": "somebody.elses.v1" }],
    () => ["orders", null, "empty_record"],
    () => ["users", JSON.stringify({ ...user, userId: id, name: REFUSED_BY_STORE }), "data_refused"],
    () => ["users", JSON.stringify({ ...user, userId: id, name: "n".repeat(101) }), "invalid_input"],
    () => ["products", `{"productId": "${id}", "name":`, "not_json"],
  ];
  const [stream, text, code, headers = {}] = kinds[nth % kinds.length]!();
  const value = text === null ? null : encoder.encode(text);
  return { stream, record: { key: id, value, headers: { "ce_id": id, ...headers } }, code };
}
