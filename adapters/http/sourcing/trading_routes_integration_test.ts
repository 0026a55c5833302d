import { assert, assertEquals } from "@std/assert";
import { makeOrders } from "../../../application/sourcing/make_orders.ts";
import { pullMarketOrders } from "../../../application/sourcing/pull_market_orders.ts";
import type { MarketAccount } from "../../../domain/sourcing/market_account.ts";
import { marketAccountIdSchema } from "../../../domain/sourcing/ids.ts";
import "../../../testing/engines/leak_checks.ts";
import { feedServer } from "../../../testing/network/feed_server.ts";
import { temporarySourcing, watchSourcing } from "../../../testing/engines/temporary_sourcing.ts";
import { marketOrder } from "../../../testing/fixtures/feed_samples.ts";
import { addProducts } from "../../../testing/fixtures/sourced_products.ts";
import { PostgresListings } from "../../postgres/sourcing/listings.ts";
import { PostgresMarketAccounts } from "../../postgres/sourcing/market_accounts.ts";
import { PostgresMarketOrderJournal } from "../../postgres/sourcing/market_order_journal.ts";
import { PostgresMarketOrders } from "../../postgres/sourcing/market_orders.ts";
import { PostgresProducts } from "../../postgres/sourcing/products.ts";
import { PostgresSupplierAccounts } from "../../postgres/sourcing/supplier_accounts.ts";
import { PostgresSupplierOrders } from "../../postgres/sourcing/supplier_orders.ts";
import { PostgresSupplierRecords } from "../../postgres/sourcing/supplier_records.ts";
import { sha256 } from "../../system/sha256.ts";
import { jsonProtocol } from "../../partners/json/protocol.ts";
import { JsonFeed } from "../../partners/json/feed.ts";
import { type Called, type CallOptions, withApp } from "../../../testing/http/call.ts";
import { fakeShop } from "../../../testing/http/fake_shop.ts";
import type { SourcingPorts } from "./deps.ts";

interface Bench {
  readonly call: (route: string, options?: CallOptions) => Promise<Called>;
  readonly orders: ReturnType<typeof marketOrder>[];
  readonly products: readonly string[];
  /** The database of every statement that was sent since it was emptied. */
  readonly sent: string[];
  readonly apiUrl: string;
  readonly pull: (accountId: string) => ReturnType<typeof makeOrders>;
}

const COUNT = 40;
const signal = new AbortController().signal;

async function onThreeDatabases(work: (bench: Bench) => Promise<void>): Promise<void> {
  await using three = await temporarySourcing();
  const orders: ReturnType<typeof marketOrder>[] = [];
  await using feed = feedServer({ orders: [] });
  feed.records.set("orders", orders);
  const products = await addProducts(three, COUNT);
  const sent: string[] = [];
  // The driver's own question about types is none of ours.
  await using watched = watchSourcing(
    three,
    (name, statement) => void (statement.includes("pg_type") || sent.push(name)),
  );
  const { source, dropship, market } = watched;
  const ports = {
    accounts: new PostgresSupplierAccounts(source),
    records: new PostgresSupplierRecords(source),
    products: new PostgresProducts(dropship),
    marketAccounts: new PostgresMarketAccounts(market),
    listings: new PostgresListings(market),
    orders: new PostgresMarketOrders(market),
    supplierOrders: new PostgresSupplierOrders(market),
    fulfilment: ({ settings }: MarketAccount) =>
      settings.desk === undefined ? null : {
        cancel: () =>
          Promise.resolve(
            settings.desk === "open" ? { outcome: "cancelled" } : { outcome: "refused", reason: "이미 발송" },
          ),
      },
    supplierProtocols: ["json"],
    marketplaceProtocols: ["json"],
  };
  const journal = new PostgresMarketOrderJournal(market);
  const http = new JsonFeed({
    url: feed.url,
    token: null,
    requestsPerMinute: 6_000,
  });
  const newId = () => crypto.randomUUID();
  const clock = () => new Date();
  const shop = fakeShop({
    sourcing: { open: () => Promise.resolve(ports as unknown as SourcingPorts), now: () => performance.now() },
    newId,
  });
  const pull = async (id: string) => {
    const accountId = marketAccountIdSchema.parse(id);
    await pullMarketOrders({ journal, feed: http, format: jsonProtocol.format, digest: sha256, clock }, {
      accountId,
      signal,
    });
    sent.length = 0;
    return await makeOrders({
      ...ports,
      journal,
      items: ports.records,
      leastMarginRate: 0,
      formatOf: () => jsonProtocol.format,
      newId,
      clock,
    }, { signal });
  };
  await withApp((call) => work({ call, orders, products, sent, apiUrl: feed.url, pull }), {}, shop);
}

async function addAccount({ call, apiUrl }: Bench): Promise<string> {
  const body = { market: "market", name: "main", apiUrl, requestsPerMinute: 6_000, feeRate: 0.1 };
  const added = await call("POST /v1/sourcing/market-accounts", { body });
  assertEquals([added.status, added.headers.get("location")], [201, `/v1/sourcing/market-accounts/${added.body.id}`]);
  return added.body.id;
}

Deno.test("trading routes manage market accounts and listings, and refuse what is wrong with stable codes", async () => {
  await onThreeDatabases(async (bench) => {
    const { call, products: [productId] } = bench;
    const marketAccountId = await addAccount(bench);
    const of = `/v1/sourcing/market-accounts/${marketAccountId}`;
    const again = { market: "market", name: "main", apiUrl: "https://h" };
    assertEquals((await call("POST /v1/sourcing/market-accounts", { body: again })).body.code, "market_account_exists");
    const spoken = { ...again, name: "x", protocol: "xml" };
    assertEquals((await call("POST /v1/sourcing/market-accounts", { body: spoken })).body.code, "unknown_protocol");
    assertEquals((await call(`PATCH ${of}`, { body: { protocol: "xml" } })).body.code, "unknown_protocol");
    assertEquals((await call("GET /v1/sourcing/market-accounts/x")).body.code, "unknown_market_account");
    const { feeRate, protocol } = (await call(`GET ${of}`)).body;
    assertEquals([feeRate, protocol], [0.1, "json"]);

    const list = (body: unknown) => call("POST /v1/sourcing/listings", { body: body as Record<string, unknown> });
    const listed = await list({ productId, marketAccountId, price: 9_900 });
    assertEquals([listed.status, listed.body.status, listed.body.offer.price], [201, "DRAFT", 9_900]);
    assertEquals((await list({ productId, marketAccountId })).body.code, "listing_exists");
    assertEquals((await list({ productId: crypto.randomUUID(), marketAccountId })).body.code, "unknown_product");
    assertEquals(
      (await list({ productId, marketAccountId: crypto.randomUUID() })).body.code,
      "unknown_market_account",
    );
    assertEquals((await list({ productId, marketAccountId, price: 0 })).body.code, "invalid_input");
    assertEquals((await call(`PATCH ${of}`, { body: { status: "PAUSED" } })).body.status, "PAUSED");
    assertEquals((await list({ productId, marketAccountId })).body.code, "market_account_not_active");

    const listing = `/v1/sourcing/listings/${listed.body.id}`;
    const repriced = await call(`PATCH ${listing}`, { body: { price: 8_800 } });
    assertEquals([repriced.body.offer.price, repriced.body.revision], [8_800, 2]);
    const closed = await call(`DELETE ${listing}`);
    assertEquals([closed.status, closed.body.status], [202, "CLOSED"]);
    assertEquals((await call(`PATCH ${listing}`, { body: { price: 1 } })).body.code, "listing_closed");
    assertEquals((await call("DELETE /v1/sourcing/listings/x")).body.code, "unknown_listing");
  });
});

Deno.test("trading routes show listings, orders and supplier orders with their partners, each page by a few questions", async () => {
  await onThreeDatabases(async (bench) => {
    const { call, orders, products, sent, pull } = bench;
    const marketAccountId = await addAccount(bench);
    const skus: string[] = [];
    for (const productId of products) {
      skus.push((await call("POST /v1/sourcing/listings", { body: { productId, marketAccountId } })).body.id);
    }
    orders.push(
      ...skus.map((sku, nth) => marketOrder(`O-${nth}`, [{ sku }])),
      marketOrder("O-x", [{ listingId: "?" }]),
    );
    const taken = await pull(marketAccountId);
    assertEquals(taken, { orders: COUNT + 1, supplierOrders: COUNT, cancelled: 0, unreadable: 0 });
    const count = (database: string) => sent.filter((name) => name === database).length;
    // 41 orders: one question to each of the others, whatever their number.
    assertEquals([count("dropship"), count("source")], [1, 1]);
    assert(count("market") <= 14, `${count("market")} statements`);

    const asked = async (route: string) => {
      sent.length = 0;
      const { status, body } = await call(`GET /v1/sourcing/${route}`);
      assertEquals(status, 200, JSON.stringify(body));
      assertEquals(body.queries.length, sent.length, "every statement is explained");
      return body;
    };
    const listings = await asked("listings?explain=true&limit=30");
    assertEquals([listings.items.length, listings.queries.length], [30, 2]);
    const rest = await asked(`listings?explain=true&limit=30&cursor=${listings.nextCursor}`);
    assertEquals([rest.items.length, rest.nextCursor], [COUNT - 30, null]);
    for (const { listing, product } of listings.items) assertEquals(listing.productId, product.id);

    const page = await asked("orders?explain=true&limit=100");
    assertEquals([page.items.length, page.queries.length], [COUNT + 1, 4]);
    const unknown = page.items.filter(({ order }: { order: { status: string } }) => order.status === "UNFULFILLABLE");
    assertEquals([unknown.length, unknown[0].order.problem], [1, "it was not listed from here"]);
    assertEquals((await asked("orders?explain=true&status=PAID&limit=1")).items.length, 1);

    const placed = await asked("supplier-orders?explain=true&limit=100");
    assertEquals([placed.items.length, placed.queries.length], [COUNT, 4]);
    for (const { supplierOrder, product, item, account } of placed.items) {
      assertEquals(supplierOrder.supplierItemCode, item.externalId);
      assertEquals([product.supplierItemId, account.supplier], [item.id, "feed"]);
    }
    assertEquals((await asked("supplier-orders?explain=true&status=PLACED")).items, []);
  });
});

Deno.test("the seller cancels an order at its marketplace alone, and hears why where that is refused", async () => {
  await onThreeDatabases(async (bench) => {
    const { call, orders, pull } = bench;
    const id = await addAccount(bench);
    orders.push(marketOrder("O-1", [{}]), marketOrder("O-2", [{}], { status: "DELIVERED" }));
    await pull(id);
    const page = (await call("GET /v1/sourcing/orders")).body.items as {
      order: { id: string; externalOrderId: string };
    }[];
    const idOf = (externalId: string) => page.find(({ order }) => order.externalOrderId === externalId)!.order.id;
    const cancel = (order: string) => call(`POST /v1/sourcing/orders/${order}/cancellation`);
    const saysAt = async (desk?: string) => {
      if (desk) await call(`PATCH /v1/sourcing/market-accounts/${id}`, { body: { settings: { desk } } });
      const { status, body } = await cancel(idOf("O-1"));
      return [status, body.code ?? body.externalOrderId, body.detail];
    };
    const refusal = (reason: string) => [409, "order_not_cancellable", `Cannot cancel the order: ${reason}`];
    assertEquals(await saysAt(), refusal("its marketplace takes no cancellations by the seller"));
    assertEquals(await saysAt("closed"), refusal("이미 발송"));
    assertEquals(await saysAt("open"), [202, "O-1", undefined]);
    assertEquals((await call(`GET /v1/sourcing/market-accounts/${id}`)).body.settings, { desk: "open" });
    assertEquals((await cancel(idOf("O-2"))).body.detail, "Cannot cancel the order: it is DELIVERED");
    assertEquals((await cancel("x")).body.code, "unknown_order");
  });
});
