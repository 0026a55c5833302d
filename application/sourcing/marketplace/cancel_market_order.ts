import { accepted, type Refusal, refused, type Result } from "../../../domain/shared/result.ts";
import type { Order } from "../../../domain/sourcing/order.ts";
import { orderIdSchema } from "../../../domain/sourcing/ids.ts";
import { type Unknown, unknownThing } from "../../shared/unknown_thing.ts";
import type { MarketAccounts } from "../ports/marketplace.ts";
import type { Orders } from "../ports/orders.ts";
import { type CallOptions, type Partners, PartnerUnavailable } from "../ports/partners.ts";

interface CancelMarketOrderDeps {
  readonly orders: Pick<Orders, "findAll">;
  readonly marketAccounts: Pick<MarketAccounts, "find">;
  readonly fulfilment: Partners["fulfilment"];
}

interface NotCancellable extends Refusal {
  readonly code: "order_not_cancellable";
}

const CANCELLABLE: readonly string[] = ["PAID", "ORDERED", "UNFULFILLABLE"] satisfies Order["status"][];
const ACT = "cancel the order";

/**
 * By the seller, at the marketplace alone: what follows here and at the supplier comes with the marketplace's own word of
 * it, by the next pull. Throws `Outage`.
 */
export async function cancelMarketOrder(
  { orders, marketAccounts, fulfilment }: CancelMarketOrderDeps,
  id: string,
  { signal }: CallOptions,
): Promise<Result<Order, NotCancellable | Unknown<"unknown_order">>> {
  const orderId = orderIdSchema.safeParse(id).data;
  const [order] = orderId ? await orders.findAll([orderId]) : [];
  if (!order) return refused(unknownThing("order", id, ACT));
  if (!CANCELLABLE.includes(order.status)) return notCancellable(`it is ${order.status}`);
  const account = await marketAccounts.find(order.marketAccountId);
  try {
    const client = account && fulfilment(account);
    if (!client) return notCancellable("its marketplace takes no cancellations by the seller");
    const answer = await client.cancel(order, { signal });
    return answer.outcome === "cancelled" ? accepted(order) : notCancellable(answer.reason);
  } catch (error) {
    if (error instanceof PartnerUnavailable) return notCancellable(error.message);
    throw error;
  }
}

function notCancellable(reason: string): Result<never, NotCancellable> {
  return refused({ code: "order_not_cancellable", message: `Cannot ${ACT}: ${reason}` });
}
