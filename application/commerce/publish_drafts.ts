import type { OrderId } from "../../domain/commerce/order.ts";
import type { ProductId } from "../../domain/commerce/product.ts";
import type { UserId } from "../../domain/commerce/user.ts";
import type { InvalidInput } from "../../domain/shared/parse.ts";
import type { Random } from "../../domain/shared/random.ts";
import { accepted, type Result } from "../../domain/shared/result.ts";
import { type DraftDeps, parseOrderDrafts, parseProductDrafts, parseUserDrafts } from "./parse_drafts.ts";
import type { EventLog } from "./ports/stream.ts";

/*
 * Each publishes new things, all or none, and returns their ids in order; a consumer stores them later. A known id is
 * accepted, but what is stored stays unchanged. Throws `Outage`.
 */

interface PublishDeps extends DraftDeps {
  readonly events: EventLog;
}

type Published<Id> = Result<{ readonly ids: readonly Id[] }, InvalidInput>;

export async function publishUsers(
  { events, ...deps }: PublishDeps & { readonly random: Random },
  drafts: readonly unknown[],
): Promise<Published<UserId>> {
  const users = parseUserDrafts(deps, drafts);
  if (!users.ok) return users;
  await events.publish(users.value.map((user) => ({ type: "user.registered", user })));
  return accepted({ ids: users.value.map((user) => user.userId) });
}

export async function publishProducts(
  { events, ...deps }: PublishDeps,
  drafts: readonly unknown[],
): Promise<Published<ProductId>> {
  const products = parseProductDrafts(deps, drafts);
  if (!products.ok) return products;
  await events.publish(products.value.map((product) => ({ type: "product.listed", product })));
  return accepted({ ids: products.value.map((product) => product.productId) });
}

/** Users and products are not checked: orders stay pending until they arrive. */
export async function publishOrders(
  { events, ...deps }: PublishDeps,
  drafts: readonly unknown[],
): Promise<Published<OrderId>> {
  const orders = parseOrderDrafts(deps, drafts);
  if (!orders.ok) return orders;
  await events.publish(orders.value.map((order) => ({ type: "order.placed", order })));
  return accepted({ ids: orders.value.map((order) => order.orderId) });
}
