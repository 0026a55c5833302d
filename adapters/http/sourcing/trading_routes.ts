import { z } from "@hono/zod-openapi";
import type { Explain } from "../../../application/shared/join_by_id.ts";
import { cancelMarketOrder } from "../../../application/sourcing/marketplace/cancel_market_order.ts";
import { changeListing, closeListing, listProduct } from "../../../application/sourcing/list_product.ts";
import {
  addMarketAccount,
  changeMarketAccount,
  readMarketAccount,
} from "../../../application/sourcing/manage_market_accounts.ts";
import { listListings, listOrders, listSupplierOrders } from "../../../application/sourcing/read_trading.ts";
import { marketAccountIdSchema, productIdSchema, supplierAccountIdSchema } from "../../../domain/sourcing/ids.ts";
import { LISTING_STATUSES } from "../../../domain/sourcing/listing.ts";
import { ORDER_STATUSES } from "../../../domain/sourcing/market_order.ts";
import { SUPPLIER_ORDER_STATUSES } from "../../../domain/sourcing/supplier_order.ts";
import { sha256 } from "../../system/sha256.ts";
import type { Api } from "../server/api.ts";
import type { EdgeDeps } from "../server/edge_deps.ts";
import { describeRoute, json, ref } from "../server/describe_route.ts";
import { readJson } from "../server/json_body.ts";
import { valueOf } from "../server/refusal.ts";
import type { SourcingDeps } from "./deps.ts";
import { explainQuery, pageBody, pageQuery, pageRequest } from "./paging.ts";

const TAG = "Sourcing";
const ACCOUNTS = "/v1/sourcing/market-accounts";
const LISTINGS = "/v1/sourcing/listings";
const params = z.object({ id: z.string() });
const listQuery = { ...pageQuery, ...explainQuery };
const ofMarket = { account: z.guid().optional().openapi({ description: "Only of this market account" }) };
const ID = "0190b7a6-0000-7000-8000-000000000001";

const routes = {
  accounts: describeRoute({
    method: "get",
    path: ACCOUNTS,
    operationId: "listMarketAccounts",
    tag: TAG,
    summary: "Accounts on marketplaces, newest first",
    query: z.object(pageQuery),
    answers: { 200: json("A page", "MarketAccountPage") },
    problems: ["unavailable"],
  }),
  addAccount: describeRoute({
    method: "post",
    path: ACCOUNTS,
    operationId: "addMarketAccount",
    scope: "admin",
    tag: TAG,
    summary: "Add an account on a marketplace",
    body: {
      schema: ref("NewMarketAccount"),
      examples: {
        account: {
          value: { market: "coupang", name: "main", apiUrl: "https://api.example.com/v1", credential: "coupang" },
        },
      },
    },
    answers: { 201: json("The account", "MarketAccount") },
    problems: ["unknown_protocol", "market_account_exists", "unavailable"],
  }),
  account: describeRoute({
    method: "get",
    path: `${ACCOUNTS}/{id}`,
    operationId: "getMarketAccount",
    tag: TAG,
    summary: "One account",
    params,
    answers: { 200: json("The account", "MarketAccount") },
    problems: ["unknown_market_account", "unavailable"],
  }),
  changeAccount: describeRoute({
    method: "patch",
    path: `${ACCOUNTS}/{id}`,
    operationId: "changeMarketAccount",
    scope: "admin",
    tag: TAG,
    summary: "Change an account; PAUSED is neither sold on nor read",
    params,
    body: { schema: ref("MarketAccountChanges"), examples: { pause: { value: { status: "PAUSED" } } } },
    answers: { 200: json("The account", "MarketAccount") },
    problems: ["unknown_market_account", "unknown_protocol", "market_account_exists", "unavailable"],
  }),
  listings: describeRoute({
    method: "get",
    path: LISTINGS,
    operationId: "listListings",
    tag: TAG,
    summary: "What is for sale on marketplaces, each with its product",
    query: z.object({
      ...listQuery,
      ...ofMarket,
      status: z.enum(LISTING_STATUSES).optional(),
      product: z.guid().optional().openapi({ description: "Only of this product" }),
    }),
    answers: { 200: json("A page", "ListingPage") },
    problems: ["unavailable"],
  }),
  list: describeRoute({
    method: "post",
    path: LISTINGS,
    operationId: "listProduct",
    tag: TAG,
    summary: "Put a product up for sale; the step `publish` of sourcing publishes it",
    body: {
      schema: ref("NewListing"),
      examples: { listing: { value: { productId: ID, marketAccountId: ID, price: 12_900 } } },
    },
    answers: { 201: json("The listing, waiting to be published", "Listing") },
    problems: [
      "unknown_product",
      "unknown_market_account",
      "market_account_not_active",
      "product_not_on_sale",
      "listing_exists",
      "unavailable",
    ],
  }),
  reprice: describeRoute({
    method: "patch",
    path: `${LISTINGS}/{id}`,
    operationId: "changeListing",
    tag: TAG,
    summary: "Set another price; null follows the product again",
    params,
    body: { schema: ref("ListingChanges"), examples: { price: { value: { price: 11_900 } } } },
    answers: { 200: json("The listing", "Listing") },
    problems: ["unknown_listing", "listing_closed", "unavailable"],
  }),
  close: describeRoute({
    method: "delete",
    path: `${LISTINGS}/{id}`,
    operationId: "withdrawListing",
    tag: TAG,
    summary: "Withdraw a listing, by the step `publish` of sourcing",
    params,
    answers: { 202: json("The listing, on its way out", "Listing") },
    problems: ["unknown_listing", "unavailable"],
  }),
  orders: describeRoute({
    method: "get",
    path: "/v1/sourcing/orders",
    operationId: "listMarketOrders",
    tag: TAG,
    summary: "What marketplaces sold, line by line, each with its listing, product and supplier order",
    query: z.object({ ...listQuery, ...ofMarket, status: z.enum(ORDER_STATUSES).optional() }),
    answers: { 200: json("A page", "MarketOrderPage") },
    problems: ["unavailable"],
  }),
  cancelOrder: describeRoute({
    method: "post",
    path: "/v1/sourcing/orders/{id}/cancellation",
    operationId: "cancelMarketOrder",
    tag: TAG,
    summary: "Cancel an order line at its marketplace, as the seller; what follows comes with the next pull",
    params,
    answers: { 202: json("The order line, as it was", "MarketOrder") },
    problems: ["unknown_order", "order_not_cancellable", "unavailable"],
  }),
  supplierOrders: describeRoute({
    method: "get",
    path: "/v1/sourcing/supplier-orders",
    operationId: "listSupplierOrders",
    tag: TAG,
    summary: "What is ordered at suppliers, each with its product, item and account",
    query: z.object({
      ...listQuery,
      account: z.guid().optional().openapi({ description: "Only of this supplier account" }),
      status: z.enum(SUPPLIER_ORDER_STATUSES).optional(),
    }),
    answers: { 200: json("A page", "SupplierOrderPage") },
    problems: ["unavailable"],
  }),
};

export function tradingRoutes(
  api: Api,
  { open, now }: SourcingDeps,
  { clock, newId }: Pick<EdgeDeps, "clock" | "newId">,
): void {
  const explaining = (wanted: "true" | "false"): Explain | undefined =>
    wanted === "true" ? { now, queries: [] } : undefined;
  const manage = async () => ({ ...await open(), clock, newId, digest: sha256 });
  const accountOf = (id: string | undefined) => id === undefined ? undefined : marketAccountIdSchema.parse(id);

  api.openapi(
    routes.accounts,
    async (c) => c.json(pageBody(await (await open()).marketAccounts.list(pageRequest(c.req.valid("query"))))),
  );

  api.openapi(routes.addAccount, async (c) => {
    const account = valueOf(await addMarketAccount(await manage(), await readJson(c)));
    return c.json(account, 201, { location: `${ACCOUNTS}/${account.id}` });
  });

  api.openapi(
    routes.account,
    async (c) => c.json(valueOf(await readMarketAccount(await open(), c.req.valid("param").id))),
  );

  api.openapi(routes.changeAccount, async (c) => {
    const raw = await readJson(c);
    return c.json(valueOf(await changeMarketAccount(await open(), c.req.valid("param").id, raw)));
  });

  api.openapi(routes.listings, async (c) => {
    const { status, account, product, ...query } = c.req.valid("query");
    const explain = explaining(query.explain);
    const productId = product === undefined ? undefined : productIdSchema.parse(product);
    const filter = { status, marketAccountId: accountOf(account), productId, explain };
    return c.json(pageBody(await listListings(await open(), pageRequest(query), filter), explain));
  });

  api.openapi(
    routes.list,
    async (c) => c.json(valueOf(await listProduct(await manage(), await readJson(c))), 201),
  );

  api.openapi(routes.reprice, async (c) => {
    const raw = await readJson(c);
    return c.json(valueOf(await changeListing(await manage(), c.req.valid("param").id, raw)));
  });

  api.openapi(
    routes.close,
    async (c) => c.json(valueOf(await closeListing(await open(), c.req.valid("param").id)), 202),
  );

  api.openapi(routes.orders, async (c) => {
    const { status, account, ...query } = c.req.valid("query");
    const explain = explaining(query.explain);
    const filter = { status, marketAccountId: accountOf(account), explain };
    return c.json(pageBody(await listOrders(await open(), pageRequest(query), filter), explain));
  });

  api.openapi(routes.cancelOrder, async (c) => {
    // A caller who goes away must not leave it open whether the marketplace has cancelled: the call's own tries end it.
    const { signal } = new AbortController();
    return c.json(valueOf(await cancelMarketOrder(await open(), c.req.valid("param").id, { signal })), 202);
  });

  api.openapi(routes.supplierOrders, async (c) => {
    const { status, account, ...query } = c.req.valid("query");
    const explain = explaining(query.explain);
    const supplierAccountId = account === undefined ? undefined : supplierAccountIdSchema.parse(account);
    const page = await listSupplierOrders(await open(), pageRequest(query), { status, supplierAccountId, explain });
    return c.json(pageBody(page, explain));
  });
}
