import type { Order, OrderId } from "../../domain/commerce/order.ts";
import { compareResent, type OrderConflict, type SentOrder } from "../../domain/commerce/resent_order.ts";
import type { ProductId } from "../../domain/commerce/product.ts";
import type { UserId } from "../../domain/commerce/user.ts";
import type { InvalidInput } from "../../domain/shared/parse.ts";
import type { Random } from "../../domain/shared/random.ts";
import { accepted, refused, type Result } from "../../domain/shared/result.ts";
import { type DraftDeps, parseOrderDrafts, parseProductDrafts, parseUserDrafts } from "./parse_drafts.ts";
import type { Receipt } from "../shared/log.ts";
import { Outage } from "../shared/fault.ts";
import type { Orders } from "./ports/shop.ts";
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

interface PublishedOrders {
  readonly ids: readonly OrderId[];
  /** Of each; `null` for one that is stored already and says the same. */
  readonly places: readonly (Receipt | null)[];
}

/**
 * Users and products are not checked: orders stay pending until they arrive. One that is stored already is published
 * again only with a status that it may become. While the store is unreachable nothing is compared: consumers compare
 * too, and keep what is stored.
 */
export async function publishOrders(
  { events, orders, ...deps }: PublishDeps & { readonly orders: Pick<Orders, "findAll"> },
  drafts: readonly unknown[],
): Promise<Result<PublishedOrders, InvalidInput | OrderConflict>> {
  const sent = parseOrderDrafts(deps, drafts);
  if (!sent.ok) return sent;
  const known = await storedOf(orders, sent.value.filter(({ given }) => given.has("orderId")));
  const published: Order[] = [];
  for (const each of sent.value) {
    const stored = known.get(each.order.orderId);
    const resent = stored && compareResent(stored, each);
    if (resent?.kind === "conflict") return refused(resent.refusal);
    if (!resent) published.push(each.order);
    if (resent?.kind === "advanced") published.push({ ...stored!, status: resent.status });
  }
  const receipts = published.length > 0
    ? await events.publish(published.map((order) => ({ type: "order.placed", order })))
    : [];
  const places = new Map(published.map(({ orderId }, nth) => [orderId, receipts[nth]]));
  const ids = sent.value.map(({ order }) => order.orderId);
  return accepted({ ids, places: ids.map((id) => places.get(id) ?? null) });
}

async function storedOf(orders: Pick<Orders, "findAll">, sent: readonly SentOrder[]): Promise<Map<OrderId, Order>> {
  if (sent.length === 0) return new Map();
  try {
    const stored = await orders.findAll(sent.map(({ order }) => order.orderId));
    return new Map(stored.map((order) => [order.orderId, order]));
  } catch (error) {
    if (error instanceof Outage) return new Map();
    throw error;
  }
}
