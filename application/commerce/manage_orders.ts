import { type Order, orderIdSchema } from "../../domain/commerce/order.ts";
import { parseOrderChanges } from "../../domain/commerce/order_placement.ts";
import { type InvalidInput, possibleId } from "../../domain/shared/parse.ts";
import { accepted, refused, type Result } from "../../domain/shared/result.ts";
import type { Orders } from "./ports/orders.ts";
import type { Stamps } from "./ports/users.ts";
import { type Exists, takenId } from "./refusals.ts";
import { type Unknown, unknownThing } from "../shared/unknown_thing.ts";

interface ManageOrdersDeps {
  readonly orders: Orders;
}

type OrderRefused =
  | Exists<"order_exists">
  | Unknown<"unknown_user">
  | Unknown<"unknown_product">;

/** Stores a new order at once, with what it repeats of its user and product filled in. */
export async function createOrder(
  { orders }: ManageOrdersDeps,
  order: Order,
): Promise<Result<Order & Partial<Stamps>, OrderRefused>> {
  const outcome = await orders.add(order);
  switch (outcome) {
    case "exists":
      return refused(takenId("order", order.orderId));
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
