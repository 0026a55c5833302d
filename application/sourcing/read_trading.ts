import type { Listing } from "../../domain/sourcing/listing.ts";
import type { Order } from "../../domain/sourcing/order.ts";
import type { Product } from "../../domain/sourcing/product.ts";
import type { SupplierAccount } from "../../domain/sourcing/supplier_account.ts";
import type { SupplierOrder } from "../../domain/sourcing/supplier_order.ts";
import { type Explain, joinById } from "../shared/join_by_id.ts";
import { onePage, type Page, type PageRequest } from "./page.ts";
import type { ListingFilter, Listings } from "./ports/marketplace.ts";
import type { OrderFilter, Orders, SupplierOrderFilter, SupplierOrders } from "./ports/orders.ts";
import type { Products } from "./ports/products.ts";
import type { RawRecord, SupplierAccounts, SupplierRecords } from "./ports/suppliers.ts";

interface ListingWithProduct {
  readonly listing: Listing;
  readonly product: Product | null;
}

interface OrderWithAll {
  readonly order: Order;
  readonly listing: Listing | null;
  readonly product: Product | null;
  readonly supplierOrder: SupplierOrder | null;
}

interface SupplierOrderWithAll {
  readonly supplierOrder: SupplierOrder;
  readonly product: Product | null;
  readonly item: RawRecord | null;
  readonly account: SupplierAccount | null;
}

interface ReadTradingDeps {
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

/** Two queries of two databases a page. */
export async function listListings(
  { listings, products }: Pick<ReadTradingDeps, "listings" | "products">,
  page: PageRequest,
  { explain, ...filter }: ListingFilter & Explaining = {},
): Promise<Page<ListingWithProduct>> {
  const market = { database: "market", table: "market_listings" };
  const { rows, next } = await onePage(explain, market, () => listings.list(page, filter));
  const found = rows.map((listing) => ({ listing }));
  return { rows: await withProducts(products, found, ({ listing }) => listing.productId, explain), next };
}

/** Four queries of two databases a page. */
export async function listOrders(
  { orders, listings, products, supplierOrders }: ReadTradingDeps,
  page: PageRequest,
  { explain, ...filter }: OrderFilter & Explaining = {},
): Promise<Page<OrderWithAll>> {
  const { rows, next } = await onePage(
    explain,
    { database: "market", table: "orders" },
    () => orders.list(page, filter),
  );
  const withListings = await joinById({
    rows: rows.map((order) => ({ order })),
    as: "listing",
    on: ({ order }) => order.listingId,
    find: (ids) => listings.findAll(ids),
    missing: "keep",
    database: "market",
    table: "market_listings",
  }, { explain });
  const withSupplierOrders = await joinById({
    rows: withListings,
    as: "supplierOrder",
    on: ({ order }) => order.id,
    find: (ids) => supplierOrders.ofOrders(ids),
    idOf: ({ orderId }) => orderId,
    missing: "keep",
    database: "market",
    table: "supplier_orders",
    column: "order_id",
  }, { explain });
  const productOf = ({ listing }: { readonly listing: Listing | null }) => listing?.productId ?? null;
  return { rows: await withProducts(products, withSupplierOrders, productOf, explain), next };
}

/** Four queries of three databases a page. */
export async function listSupplierOrders(
  { supplierOrders, products, records, accounts }: ReadTradingDeps,
  page: PageRequest,
  { explain, ...filter }: SupplierOrderFilter & Explaining = {},
): Promise<Page<SupplierOrderWithAll>> {
  const market = { database: "market", table: "supplier_orders" };
  const { rows, next } = await onePage(explain, market, () => supplierOrders.list(page, filter));
  const found = rows.map((supplierOrder) => ({ supplierOrder }));
  const joined = await withProducts(products, found, ({ supplierOrder }) => supplierOrder.productId, explain);
  const withItems = await joinById({
    rows: joined,
    as: "item",
    on: ({ supplierOrder }) => supplierOrder.supplierItemId,
    find: (ids) => records.itemsById(ids),
    missing: "keep",
    database: "source",
    table: "supplier_item_raw",
  }, { explain });
  const withAccounts = await joinById({
    rows: withItems,
    as: "account",
    on: ({ supplierOrder }) => supplierOrder.supplierAccountId,
    find: (ids) => accounts.findAll(ids),
    missing: "keep",
    database: "source",
    table: "supplier_accounts",
  }, { explain });
  return { rows: withAccounts, next };
}

function withProducts<T extends object>(
  products: Pick<Products, "findAll">,
  rows: readonly T[],
  on: (row: T) => string | null,
  explain: Explain | undefined,
) {
  return joinById({
    rows,
    as: "product",
    on,
    find: (ids) => products.findAll(ids),
    missing: "keep",
    database: "dropship",
    table: "products",
  }, { explain });
}
