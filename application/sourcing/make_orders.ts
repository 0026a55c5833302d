import { type OrderId, orderIdSchema, type SupplierOrderId, supplierOrderIdSchema } from "../../domain/sourcing/ids.ts";
import type { MarketAccount } from "../../domain/sourcing/market_account.ts";
import { type MarketOrder, type MarketOrderLine, parseMarketOrder } from "../../domain/sourcing/market_order.ts";
import { receiveLine } from "../../domain/sourcing/order.ts";
import { joinById } from "../shared/join_by_id.ts";
import type { WritesOne } from "./one_database.ts";
import { fromListings, fromProducts, fromSupplierItems } from "./partners.ts";
import type { Listings } from "./ports/listings.ts";
import type { MarketAccounts } from "./ports/market_accounts.ts";
import type { MarketOrderJournal, OrderBook, ReceivedOrder, TakenOrders, WaitingOrder } from "./ports/market_orders.ts";
import type { Products } from "./ports/products.ts";
import type { SupplierRecords } from "./ports/supplier_records.ts";

export type MakeOrdersDeps = WritesOne<{
  readonly journal: Pick<MarketOrderJournal, "waiting">;
  readonly orders: OrderBook;
  readonly marketAccounts: Pick<MarketAccounts, "findAll">;
  readonly listings: Pick<Listings, "findAll" | "findPublished">;
  readonly products: Pick<Products, "findAll">;
  readonly items: Pick<SupplierRecords, "itemsById">;
  readonly newId: () => string;
  readonly clock: () => Date;
}>;

export interface MakeOrdersOptions {
  readonly signal: AbortSignal;
  /** Raw orders in one transaction. */
  readonly batch?: number;
  readonly onProgress?: (taken: TakenOrders) => void;
}

/** A line on its way to its partners in the three databases. */
interface OpenLine {
  readonly raw: WaitingOrder;
  readonly account: MarketAccount;
  readonly order: MarketOrder;
  readonly line: MarketOrderLine;
}

const BATCH = 200;
const NOTHING: TakenOrders = { orders: 0, supplierOrders: 0, cancelled: 0, unreadable: 0 };

/**
 * Turns pulled orders into orders, and into what is to be ordered at suppliers for them.
 *
 * Each batch asks the market database for its listings, dropship for their products and source for the suppliers' items,
 * each with one question however many lines there are, and writes to the market database alone, in one transaction that
 * marks the raw orders as done: a process that dies before it leaves them waiting, and after it nothing is left to do.
 */
export async function makeOrders(
  deps: MakeOrdersDeps,
  { signal, batch = BATCH, onProgress }: MakeOrdersOptions,
): Promise<TakenOrders> {
  let total = NOTHING;
  while (!signal.aborted) {
    const waiting = await deps.journal.waiting(batch);
    if (waiting.length === 0) break;
    const taken = await deps.orders.take(await receive(deps, waiting));
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
  const [open, errors] = [[] as OpenLine[], new Map<string, string>()];
  for (const raw of waiting) {
    const parsed = parseMarketOrder(raw.payload);
    const account = accounts.get(raw.accountId);
    if (!parsed.ok) errors.set(raw.rawId, parsed.refusal.details.join("; "));
    else if (account) {
      for (const line of parsed.value.lines) open.push({ raw, account, order: parsed.value, line });
    }
  }
  const lines = Map.groupBy(await withPartners(deps, open), ({ rawId }) => rawId);
  return waiting.map(({ rawId }) => ({
    rawId,
    lines: lines.get(rawId)?.map(({ received }) => received) ?? [],
    error: errors.get(rawId) ?? null,
  }));
}

async function withPartners(
  { listings, products, items, newId, clock }: MakeOrdersDeps,
  open: readonly OpenLine[],
) {
  const bySku = await joinById({
    rows: open,
    idOf: ({ line }) => line.sku?.toLowerCase() ?? null,
    ...fromListings(listings),
    missing: "keep",
  });
  // Another account's listing is none, whatever code an order carries.
  const own = bySku.map(({ row, partner }) => ({
    row,
    listing: partner?.marketAccountId === row.account.id ? partner : null,
  }));
  const accountIds = [...new Set(open.map(({ account }) => account.id))];
  const byExternalId = await joinById({
    rows: own,
    idOf: ({ row, listing }) => listing || !row.line.listingId ? null : `${row.account.id}/${row.line.listingId}`,
    find: (keys) =>
      listings.findPublished(accountIds, [...new Set(keys.map((key) => key.slice(key.indexOf("/") + 1)))]),
    idOfPartner: ({ marketAccountId, externalId }) => `${marketAccountId}/${externalId}`,
    missing: "keep",
    database: "market",
    query: "market_listings where external_id in (…)",
  });
  const withProducts = await joinById({
    rows: byExternalId.map(({ row, partner }) => ({ ...row, listing: row.listing ?? partner })),
    idOf: ({ listing }) => listing?.productId ?? null,
    ...fromProducts(products),
    missing: "keep",
  });
  const withItems = await joinById({
    rows: withProducts,
    idOf: ({ partner: product }) => product?.supplierItemId ?? null,
    ...fromSupplierItems(items),
    missing: "keep",
  });
  const now = clock();
  return withItems.map(({ row: { row: { row, listing }, partner: product }, partner: item }) => {
    const ids: { order: OrderId; supplierOrder: SupplierOrderId } = {
      order: orderIdSchema.parse(newId()),
      supplierOrder: supplierOrderIdSchema.parse(newId()),
    };
    const { raw: { rawId }, account, order, line } = row;
    const context = { listing, product, item };
    return { rawId, received: receiveLine({ order, line, context, rawId, account, ids, now }) };
  });
}
