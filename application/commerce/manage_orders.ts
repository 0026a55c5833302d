import { type Order, orderIdSchema } from "../../domain/commerce/order.ts";
import { judgeChange } from "../../domain/commerce/order_change.ts";
import { parseOrderChanges } from "../../domain/commerce/order_placement.ts";
import type { OrderConflict, SentOrder } from "../../domain/commerce/resent_order.ts";
import { type InvalidInput, possibleId } from "../../domain/shared/parse.ts";
import { accepted, refused, type Result } from "../../domain/shared/result.ts";
import type { May, Orders, Stamps } from "./ports/shop.ts";
import { type Outdated, outdated } from "./refusals.ts";
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

type OrderUnchanged = InvalidInput | Unknown<"unknown_order"> | OrderConflict | Outdated;

/** Along {@linkcode TRANSITIONS}. @param isCurrent whether it is as the caller saw it */
export async function changeOrder(
  { orders }: ManageOrdersDeps,
  id: string,
  raw: unknown,
  isCurrent: May<Order> = () => true,
): Promise<Result<Order & Stamps, OrderUnchanged>> {
  const changes = parseOrderChanges(raw);
  if (!changes.ok) return changes;
  const orderId = possibleId(orderIdSchema, id);
  let refusal: OrderConflict | Outdated | null = null;
  const order = orderId && await orders.change(orderId, changes.value, (stored) => {
    const judged = judgeChange(stored, changes.value);
    refusal = !isCurrent(stored) ? outdated("order", id) : judged.ok ? null : judged.refusal;
    return refusal === null;
  });
  if (order === "refused") return refused(refusal!);
  return order ? accepted(order) : refused(unknownThing("order", id, "change the order"));
}

/** Also where it was cancelled before. */
export async function cancelOrder(
  deps: ManageOrdersDeps,
  id: string,
  isCurrent?: May<Order>,
): Promise<Result<Order & Stamps, OrderUnchanged>> {
  return await changeOrder(deps, id, { status: "CANCELLED" }, isCurrent);
}

export async function removeOrder(
  { orders }: ManageOrdersDeps,
  id: string,
): Promise<Result<{ readonly orderId: string }, Unknown<"unknown_order">>> {
  const orderId = possibleId(orderIdSchema, id);
  const outcome = orderId ? await orders.remove(orderId) : "unknown";
  return outcome === "unknown" ? refused(unknownThing("order", id, "remove the order")) : accepted({ orderId: id });
}
