import type { Listing } from "../../domain/sourcing/listing.ts";
import type { Order } from "../../domain/sourcing/order.ts";
import type { Product } from "../../domain/sourcing/product.ts";
import type { SupplierAccount } from "../../domain/sourcing/supplier_account.ts";
import type { SupplierOrder } from "../../domain/sourcing/supplier_order.ts";
import { type Explain, explained, joinById } from "../shared/join_by_id.ts";
import { fromListings, fromProducts, fromSupplierAccounts, fromSupplierItems } from "./partners.ts";
import type { ListingFilter, Listings } from "./ports/listings.ts";
import type { OrderFilter, Orders } from "./ports/market_orders.ts";
import type { Page, PageRequest } from "./ports/page.ts";
import type { Products } from "./ports/products.ts";
import type { SupplierAccounts } from "./ports/supplier_accounts.ts";
import type { SupplierOrderFilter, SupplierOrders } from "./ports/supplier_orders.ts";
import type { RawRecord, SupplierRecords } from "./ports/supplier_records.ts";

/** A listing with its product; `null` where the dropship database has it no longer. */
export interface ListingWithProduct {
  readonly listing: Listing;
  readonly product: Product | null;
}

/** An order with its listing, that listing's product, and what was ordered at the supplier for it. */
export interface OrderWithAll {
  readonly order: Order;
  readonly listing: Listing | null;
  readonly product: Product | null;
  readonly supplierOrder: SupplierOrder | null;
}

/** A supplier order with its product, and the item and account of the source database. */
export interface SupplierOrderWithAll {
  readonly supplierOrder: SupplierOrder;
  readonly product: Product | null;
  readonly item: RawRecord | null;
  readonly account: SupplierAccount | null;
}

export interface ReadTradingDeps {
  readonly listings: Listings;
  readonly orders: Orders;
  readonly supplierOrders: SupplierOrders;
  readonly products: Pick<Products, "findAll">;
  readonly records: Pick<SupplierRecords, "itemsById">;
  readonly accounts: Pick<SupplierAccounts, "findAll">;
}

interface Explaining {
  readonly explain?: Explain | undefined;
}

/** Two questions in two databases, however many listings are shown. */
export async function listListings(
  { listings, products }: Pick<ReadTradingDeps, "listings" | "products">,
  page: PageRequest,
  { explain, ...filter }: ListingFilter & Explaining = {},
): Promise<Page<ListingWithProduct>> {
  const { rows, next } = await onePage("market_listings", () => listings.list(page, filter), explain);
  const joined = await withProducts(products, rows, ({ productId }) => productId, explain);
  return { rows: joined.map(({ row: listing, partner: product }) => ({ listing, product })), next };
}

/** Four questions in two databases, however many orders are shown. */
export async function listOrders(
  { orders, listings, products, supplierOrders }: ReadTradingDeps,
  page: PageRequest,
  { explain, ...filter }: OrderFilter & Explaining = {},
): Promise<Page<OrderWithAll>> {
  const { rows, next } = await onePage("orders", () => orders.list(page, filter), explain);
  const withListings = await joinById({
    rows,
    idOf: ({ listingId }) => listingId,
    ...fromListings(listings),
    missing: "keep",
  }, { explain });
  const withSupplierOrders = await joinById({
    rows: withListings,
    idOf: ({ row }) => row.id,
    find: (ids) => supplierOrders.ofOrders(ids),
    idOfPartner: ({ orderId }) => orderId,
    missing: "keep",
    database: "market",
    query: "supplier_orders where order_id in (…)",
  }, { explain });
  const joined = await withProducts(products, withSupplierOrders, ({ row }) => row.partner?.productId ?? null, explain);
  return {
    rows: joined.map((
      { row: { row: { row: order, partner: listing }, partner: supplierOrder }, partner: product },
    ) => ({
      order,
      listing,
      product,
      supplierOrder,
    })),
    next,
  };
}

/** Four questions in three databases, however many supplier orders are shown. */
export async function listSupplierOrders(
  { supplierOrders, products, records, accounts }: ReadTradingDeps,
  page: PageRequest,
  { explain, ...filter }: SupplierOrderFilter & Explaining = {},
): Promise<Page<SupplierOrderWithAll>> {
  const { rows, next } = await onePage("supplier_orders", () => supplierOrders.list(page, filter), explain);
  const joined = await withProducts(products, rows, ({ productId }) => productId, explain);
  const withItems = await joinById({
    rows: joined,
    idOf: ({ row }) => row.supplierItemId,
    ...fromSupplierItems(records),
    missing: "keep",
  }, { explain });
  const withAccounts = await joinById({
    rows: withItems,
    idOf: ({ row }) => row.row.supplierAccountId,
    ...fromSupplierAccounts(accounts),
    missing: "keep",
  }, { explain });
  return {
    rows: withAccounts.map(({ row: { row: { row: supplierOrder, partner: product }, partner: item }, partner }) => ({
      supplierOrder,
      product,
      item,
      account: partner,
    })),
    next,
  };
}

async function onePage<T>(table: string, ask: () => Promise<Page<T>>, explain: Explain | undefined): Promise<Page<T>> {
  let next: Page<T>["next"] = null;
  const rows = await explained(explain, { database: "market", query: `${table}, one page`, ids: null }, async () => {
    const found = await ask();
    next = found.next;
    return found.rows;
  });
  return { rows, next };
}

function withProducts<T>(
  products: Pick<Products, "findAll">,
  rows: readonly T[],
  idOf: (row: T) => string | null,
  explain: Explain | undefined,
) {
  return joinById({
    rows,
    idOf,
    ...fromProducts(products),
    missing: "keep",
  }, { explain });
}
