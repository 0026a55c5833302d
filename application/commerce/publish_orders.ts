import type { OrderId } from "../../domain/commerce/order.ts";
import type { InvalidInput } from "../../domain/shared/parse.ts";
import { accepted, type Result } from "../../domain/shared/result.ts";
import { type DraftDeps, parseOrderDrafts } from "./parse_drafts.ts";
import type { EventLog } from "./ports/event_log.ts";

interface PublishOrdersDeps extends DraftDeps {
  readonly events: EventLog;
}

/**
 * Publishes new orders, all or none, as `publishUsers` does with customers.
 *
 * Whether their users and products exist is not asked: they may be on their way too, and the orders wait for them.
 */
export async function publishOrders(
  { events, ...deps }: PublishOrdersDeps,
  drafts: readonly unknown[],
): Promise<Result<{ readonly ids: readonly OrderId[] }, InvalidInput>> {
  const orders = parseOrderDrafts(deps, drafts);
  if (!orders.ok) return orders;
  await events.publish(orders.value.map((order) => ({ type: "order.placed", order })));
  return accepted({ ids: orders.value.map((order) => order.orderId) });
}
