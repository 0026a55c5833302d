import { marksIn } from "../../domain/sourcing/buyer.ts";
import { type OrderId, orderIdSchema, type SupplierOrderId, supplierOrderIdSchema } from "../../domain/sourcing/ids.ts";
import type { MarketAccount } from "../../domain/sourcing/market_account.ts";
import type { MarketOrder, MarketOrderLine } from "../../domain/sourcing/market_order.ts";
import { meetLine, receiveLine } from "../../domain/sourcing/order.ts";
import { joinById } from "../shared/join_by_id.ts";
import type { WritesOne } from "./one_database.ts";
import type { Listings, MarketAccounts } from "./ports/marketplace.ts";
import type { IngestedOrders, MarketOrderJournal, OrderBook, ReceivedOrder, WaitingOrder } from "./ports/orders.ts";
import type { Products } from "./ports/products.ts";
import type { FormatOf } from "./ports/partners.ts";
import type { SupplierRecords } from "./ports/suppliers.ts";

export type MakeOrdersDeps = WritesOne<{
  readonly journal: Pick<MarketOrderJournal, "waiting">;
  readonly orders: OrderBook;
  readonly marketAccounts: Pick<MarketAccounts, "findAll">;
  readonly listings: Pick<Listings, "findAll" | "findPublished">;
  readonly products: Pick<Products, "findAll">;
  readonly items: Pick<SupplierRecords, "itemsById">;
  readonly formatOf: FormatOf;
  readonly leastMarginRate: number;
  readonly newId: () => string;
  readonly clock: () => Date;
}>;

interface MakeOrdersOptions {
  readonly signal: AbortSignal;
  readonly batch?: number;
  readonly onProgress?: (taken: IngestedOrders) => void;
}

interface OpenLine {
  readonly raw: WaitingOrder;
  readonly account: MarketAccount;
  readonly order: MarketOrder;
  readonly line: MarketOrderLine;
}

const BATCH = 200;
const NOTHING: IngestedOrders = { orders: 0, supplierOrders: 0, cancelled: 0, unreadable: 0 };

/** One query a database and batch; one transaction writes the orders, supplier orders and "done" marks. */
export async function makeOrders(
  deps: MakeOrdersDeps,
  { signal, batch = BATCH, onProgress }: MakeOrdersOptions,
): Promise<IngestedOrders> {
  let total = NOTHING;
  while (!signal.aborted) {
    const waiting = await deps.journal.waiting(batch);
    if (waiting.length === 0) break;
    const taken = await deps.orders.take(await receive(deps, waiting), meetLine);
    total = {
      orders: total.orders + taken.orders,
      supplierOrders: total.supplierOrders + taken.supplierOrders,
      cancelled: total.cancelled + taken.cancelled,
      unreadable: total.unreadable + taken.unreadable,
    };
    onProgress?.(total);
  }
  return total;
}

async function receive(deps: MakeOrdersDeps, waiting: readonly WaitingOrder[]): Promise<ReceivedOrder[]> {
  const accounts = new Map(
    (await deps.marketAccounts.findAll([...new Set(waiting.map(({ accountId }) => accountId))]))
      .map((account) => [account.id, account]),
  );
  const open: OpenLine[] = [];
  const errors = new Map<string, string>();
  for (const raw of waiting) {
    const account = accounts.get(raw.accountId);
    if (!account) continue;
    const format = deps.formatOf(account.protocol);
    const parsed = format?.marketOrder(raw.payload);
    if (!parsed) errors.set(raw.rawId, `no protocol "${account.protocol}" is registered`);
    else if (!parsed.ok) errors.set(raw.rawId, parsed.refusal.details.join("; "));
    else {
      for (const line of parsed.value.lines) open.push({ raw, account, order: parsed.value, line });
    }
  }
  const lines = Map.groupBy(await joinOpenLines(deps, open), ({ rawId }) => rawId);
  return waiting.map(({ rawId, payload }) => ({
    rawId,
    marks: marksIn(payload),
    lines: lines.get(rawId)?.map(({ received }) => received) ?? [],
    error: errors.get(rawId) ?? null,
  }));
}

async function joinOpenLines(
  { listings, products, items, leastMarginRate, newId, clock }: MakeOrdersDeps,
  open: readonly OpenLine[],
) {
  const bySku = await joinById({
    rows: open,
    as: "named",
    on: ({ line }) => line.sku?.toLowerCase() ?? null,
    find: (ids) => listings.findAll(ids),
    missing: "keep",
    database: "market",
    table: "market_listings",
  });
  // An order may carry the code of another account's listing.
  const own = bySku.map(({ named, ...open }) => ({
    ...open,
    named: named?.marketAccountId === open.account.id ? named : null,
  }));
  const accountIds = [...new Set(open.map(({ account }) => account.id))];
  const byExternalId = await joinById({
    rows: own,
    as: "published",
    on: ({ named, account, line }) => named || !line.listingId ? null : `${account.id}/${line.listingId}`,
    find: (keys) =>
      listings.findPublished(accountIds, [...new Set(keys.map((key) => key.slice(key.indexOf("/") + 1)))]),
    idOf: ({ marketAccountId, externalId }) => `${marketAccountId}/${externalId}`,
    missing: "keep",
    database: "market",
    table: "market_listings",
    column: "external_id",
  });
  const withProducts = await joinById({
    rows: byExternalId.map(({ named, published, ...open }) => ({ ...open, listing: named ?? published })),
    as: "product",
    on: ({ listing }) => listing?.productId ?? null,
    find: (ids) => products.findAll(ids),
    missing: "keep",
    database: "dropship",
    table: "products",
  });
  const withItems = await joinById({
    rows: withProducts,
    as: "item",
    on: ({ product }) => product?.supplierItemId ?? null,
    find: (ids) => items.itemsById(ids),
    missing: "keep",
    database: "source",
    table: "supplier_item_raw",
  });
  const now = clock();
  return withItems.map(({ raw: { rawId }, account, order, line, listing, product, item }) => {
    const ids: { order: OrderId; supplierOrder: SupplierOrderId } = {
      order: orderIdSchema.parse(newId()),
      supplierOrder: supplierOrderIdSchema.parse(newId()),
    };
    const context = { listing, product, item };
    return { rawId, received: receiveLine({ order, line, context, rawId, account, leastMarginRate, ids, now }) };
  });
}
