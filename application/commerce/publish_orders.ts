import type { OrderId } from "../../domain/commerce/order.ts";
import { placeOrder } from "../../domain/commerce/order_placement.ts";
import type { InvalidInput } from "../../domain/shared/parse.ts";
import { accepted, type Result } from "../../domain/shared/result.ts";
import { parseDrafts } from "./parse_drafts.ts";
import type { EventLog } from "./ports/event_log.ts";

export interface PublishOrdersDeps {
  readonly events: EventLog;
  readonly clock: () => Date;
  readonly newId: () => string;
}

/**
 * Publishes new orders, all or none, as `publishUsers` does with customers.
 *
 * Whether their users and products exist is not asked: they may be on their way too, and the orders wait for them.
 */
export async function publishOrders(
  { events, clock, newId }: PublishOrdersDeps,
  drafts: readonly unknown[],
): Promise<Result<{ readonly ids: readonly OrderId[] }, InvalidInput>> {
  const now = clock();
  const orders = parseDrafts(drafts, (draft) => placeOrder(draft, { id: `O-${newId()}`, now }), {
    what: "orders",
    idOf: (order) => order.orderId,
  });
  if (!orders.ok) return orders;
  await events.publish(orders.value.map((order) => ({ type: "order.placed", order })));
  return accepted({ ids: orders.value.map((order) => order.orderId) });
}
