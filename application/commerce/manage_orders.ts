import { type Order, orderIdSchema } from "../../domain/commerce/order.ts";
import { parseOrderChanges } from "../../domain/commerce/order_placement.ts";
import type { OrderConflict, SentOrder } from "../../domain/commerce/resent_order.ts";
import { type InvalidInput, possibleId } from "../../domain/shared/parse.ts";
import { accepted, refused, type Result } from "../../domain/shared/result.ts";
import type { Orders, Stamps } from "./ports/shop.ts";
import { resendOrder } from "./resend_order.ts";
import { type Unknown, unknownThing } from "../shared/unknown_thing.ts";

interface ManageOrdersDeps {
  readonly orders: Orders;
}

type OrderRefused =
  | OrderConflict
  | Unknown<"unknown_user">
  | Unknown<"unknown_product">;

/** An order that is stored already is accepted when it says the same, or advances the stored one's status. */
export async function createOrder(
  { orders }: ManageOrdersDeps,
  sent: SentOrder,
): Promise<Result<Order & Partial<Stamps>, OrderRefused>> {
  const { order } = sent;
  const outcome = await orders.add(order);
  switch (outcome) {
    case "exists": {
      const resent = await resendOrder(orders, sent);
      // Removed meanwhile.
      if (resent === null) return await createOrder({ orders }, sent);
      return resent.ok ? accepted(await orders.find(order.orderId) ?? order) : resent;
    }
    case "unknown_user":
      return refused(unknownThing("user", order.userId, "create the order"));
    case "unknown_product":
      return refused(unknownThing("product", order.productId, "create the order"));
    case "added":
      return accepted(await orders.find(order.orderId) ?? order);
    default:
      return outcome satisfies never;
  }
}

export async function readOrder(
  { orders }: ManageOrdersDeps,
  id: string,
): Promise<Result<Order & Stamps, Unknown<"unknown_order">>> {
  const orderId = possibleId(orderIdSchema, id);
  const order = orderId && await orders.find(orderId);
  return order ? accepted(order) : refused(unknownThing("order", id, "read the order"));
}

export async function changeOrder(
  { orders }: ManageOrdersDeps,
  id: string,
  raw: unknown,
): Promise<Result<Order & Stamps, InvalidInput | Unknown<"unknown_order">>> {
  const changes = parseOrderChanges(raw);
  if (!changes.ok) return changes;
  const orderId = possibleId(orderIdSchema, id);
  const order = orderId && await orders.change(orderId, changes.value);
  return order ? accepted(order) : refused(unknownThing("order", id, "change the order"));
}

export async function removeOrder(
  { orders }: ManageOrdersDeps,
  id: string,
): Promise<Result<{ readonly orderId: string }, Unknown<"unknown_order">>> {
  const orderId = possibleId(orderIdSchema, id);
  const outcome = orderId ? await orders.remove(orderId) : "unknown";
  return outcome === "unknown" ? refused(unknownThing("order", id, "remove the order")) : accepted({ orderId: id });
}
