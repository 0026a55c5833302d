import type { OrderId } from "../../domain/commerce/order.ts";
import { compareResent, type OrderConflict, type SentOrder } from "../../domain/commerce/resent_order.ts";
import { accepted, refused, type Result } from "../../domain/shared/result.ts";
import type { Orders } from "./ports/shop.ts";

const ATTEMPTS = 5;

/**
 * What sending an order again does to the stored one: nothing where it says the same, a new status where it may become
 * that. `null` when it is not stored.
 */
export async function resendOrder(
  orders: Pick<Orders, "find" | "advance">,
  sent: SentOrder,
): Promise<Result<OrderId, OrderConflict> | null> {
  const { orderId } = sent.order;
  for (let attempt = 1;; attempt++) {
    const stored = await orders.find(orderId);
    if (stored === null) return null;
    const resent = compareResent(stored, sent);
    switch (resent.kind) {
      case "same":
        return accepted(orderId);
      case "conflict":
        return refused(resent.refusal);
      case "advanced":
        if (await orders.advance(orderId, stored.status, resent.status)) return accepted(orderId);
        if (attempt === ATTEMPTS) throw new Error(`Cannot change the order ${orderId}: others change it all the time`);
        break;
      default:
        return resent satisfies never;
    }
  }
}
