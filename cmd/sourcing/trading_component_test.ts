import { assertEquals } from "@std/assert";
import { PostgresListings } from "../../adapters/postgres/sourcing/listings.ts";
import { PostgresMarketAccounts } from "../../adapters/postgres/sourcing/market_accounts.ts";
import { PostgresProducts } from "../../adapters/postgres/sourcing/products.ts";
import { sha256 } from "../../adapters/system/sha256.ts";
import { listProduct } from "../../application/sourcing/list_product.ts";
import { seededRandom, wholeBetween } from "../../domain/shared/random.ts";
import { type CoupangServer, coupangServer, TOKEN, VENDOR } from "../../testing/partners/coupang_server.ts";
import { LOGIN, ownerclanServer } from "../../testing/partners/ownerclan_server.ts";
import type { FeedRecord } from "../../testing/network/feed_server.ts";
import { items, marketOrder } from "../../testing/fixtures/feed_samples.ts";
import { type TemporarySourcing, temporarySourcing } from "../../testing/engines/temporary_sourcing.ts";
import { type BarrierPlace, closeBarrier } from "../../testing/engines/barrier.ts";
import { RunningProcess, runProcessToEnd } from "../../testing/engines/running_process.ts";
import {
  type MarketplaceServer,
  marketplaceServer,
  type SupplierServer,
  supplierServer,
  type TradingServer,
} from "../../testing/network/trading_servers.ts";
import { waitUntil } from "../../testing/engines/wait_until.ts";

const COUNT = 12;

interface Shop<M extends MarketplaceServer = MarketplaceServer> {
  readonly three: TemporarySourcing;
  readonly supplier: SupplierServer;
  readonly market: M;
}

/** A marketplace of one protocol, and what differs with it. */
interface MarketOfTest<M extends MarketplaceServer> {
  readonly protocol: string;
  readonly open: () => M;
  readonly env: (url: string) => Readonly<Record<string, string>>;
  readonly credential: string | null;
  readonly vendorId: string | null;
  /** How the call begins that publishes. */
  readonly publishCall: string;
  /** Orders that nobody can read. */
  readonly unreadable: readonly FeedRecord[];
}

const JSON_MARKET: MarketOfTest<MarketplaceServer> = {
  protocol: "json",
  open: () => marketplaceServer(),
  env: () => ({}),
  credential: null,
  vendorId: null,
  publishCall: "POST /listings",
  unreadable: [{ id: "O-bad", status: "PAID" }, "no order at all"],
};
const COUPANG: MarketOfTest<CoupangServer> = {
  protocol: "coupang",
  open: coupangServer,
  env: (url) => ({ MARKET_TOKENS: `coupang@${new URL(url).origin}=${TOKEN}` }),
  credential: "coupang",
  vendorId: VENDOR,
  publishCall: "POST /v2/providers/seller_api/",
  unreadable: [marketOrder("9001", [{ quantity: 0 }]), marketOrder("9002", [{ quantity: 0 }])],
};

/** A supplier, likewise. */
interface SupplierOfTest {
  readonly protocol: string;
  readonly open: () => SupplierServer;
  readonly env: (url: string) => Readonly<Record<string, string>>;
  readonly credential: string | null;
  /** How the call begins that places. */
  readonly placeCall: string;
}

const JSON_SUPPLIER: SupplierOfTest = {
  protocol: "json",
  open: () => supplierServer({ items: items(COUNT) }),
  env: () => ({}),
  credential: null,
  placeCall: "POST /orders",
};
const OWNERCLAN: SupplierOfTest = {
  protocol: "ownerclan",
  open: () => ownerclanServer({ items: items(COUNT) }),
  env: (url) => ({ SUPPLIER_TOKENS: `oc@${new URL(url).origin}=${LOGIN}` }),
  credential: "oc",
  placeCall: "POST /v1/graphql createOrder",
};

function inShop(work: (shop: Shop) => Promise<void>): Promise<void> {
  return inShopAt(JSON_MARKET, work);
}

async function inShopAt<M extends MarketplaceServer>(
  { open, protocol, credential, vendorId, env }: MarketOfTest<M>,
  work: (shop: Shop<M>) => Promise<void>,
  from = JSON_SUPPLIER,
): Promise<void> {
  await using three = await temporarySourcing();
  await using supplier = from.open();
  await using market = open();
  await three.source`
    insert into supplier_accounts (supplier, name, feed_url, requests_per_minute, protocol, credential)
    values ('supplier', 'main', ${supplier.url}, 6000, ${from.protocol}, ${from.credential})`;
  await three.market`
    insert into market_accounts (market, name, api_url, requests_per_minute, fee_rate, protocol, credential, vendor_id)
    values ('market', 'main', ${market.url}, 6000, 0.1, ${protocol}, ${credential}, ${vendorId})`;
  await work({
    three: { ...three, env: { ...three.env, ...env(market.url), ...from.env(supplier.url) } },
    supplier,
    market,
  });
}

// deno-lint-ignore no-explicit-any -- a report is looked at field by field
async function report(step: string, { three }: Shop, args: readonly string[] = []): Promise<any> {
  const { code, stdout, stderr } = await runProcessToEnd("sourcing", {
    args: [step, ...args, "--once", "--json"],
    env: three.env,
  });
  assertEquals(code, 0, stderr);
  return JSON.parse(stdout);
}

/** Kills a process at a barrier in a database. */
async function killAtGate(shop: Shop, step: string, database: "source" | "dropship" | "market", place: BarrierPlace) {
  const url = shop.three.env[`${database.toUpperCase()}_DATABASE_URL`]!;
  await using barrier = await closeBarrier(shop.three[database], url, place);
  await using victim = await RunningProcess.start("sourcing", { args: [step, "--once"], env: shop.three.env });
  await barrier.reached();
  await victim.stop("SIGKILL");
}

/** Kills a process when the other side has carried out its nth call that begins like this and has not answered yet. */
async function killUnanswered(shop: Shop, step: string, server: TradingServer, call: string, nth: number) {
  let seen = 0;
  const reached = Promise.withResolvers<void>();
  const killed = Promise.withResolvers<void>();
  server.barrier = async (made, when) => {
    if (!made.startsWith(call) || when !== "after" || ++seen < nth) return;
    reached.resolve();
    await killed.promise;
  };
  await using victim = await RunningProcess.start("sourcing", { args: [step, "--once"], env: shop.three.env });
  const early = victim.ended.then(({ stderr }) => Promise.reject(new Error(`it ended before: ${stderr}`)));
  await Promise.race([reached.promise, early]);
  early.catch(() => {});
  await victim.stop("SIGKILL");
  server.barrier = null;
  killed.resolve();
}

async function listEverything({ three }: Shop): Promise<string[]> {
  const [account] = await three.market`select id from market_accounts`;
  const ids: string[] = [];
  for (const { id } of await three.dropship`select id from products order by supplier_item_code`) {
    const listed = await listProduct({
      listings: new PostgresListings(three.market),
      marketAccounts: new PostgresMarketAccounts(three.market),
      products: new PostgresProducts(three.dropship),
      digest: sha256,
      clock: () => new Date(),
      newId: () => crypto.randomUUID(),
    }, { productId: id, marketAccountId: account!.id });
    if (listed.ok) ids.push(listed.value.id);
  }
  return ids;
}

const rows = (counted: readonly { readonly [column: string]: unknown }[]) =>
  Object.fromEntries(counted.map(({ status, n }) => [status, n]));

async function passThrough<M extends MarketplaceServer>(
  shop: Shop<M>,
  at: MarketOfTest<M>,
  from = JSON_SUPPLIER,
): Promise<void> {
  const { three, supplier, market } = shop;
  await killAtGate(shop, "sync", "source", { table: "supplier_item_raw", on: "insert", atCommit: true });
  await report("sync", shop);
  await killAtGate(shop, "make-products", "source", { table: "outbox", on: "delete" });
  await report("make-products", shop);
  const listings = await listEverything(shop);
  assertEquals(listings.length, COUNT);

  await killUnanswered(shop, "publish", market, at.publishCall, 3);
  await report("publish", shop);
  assertEquals(market.listings.size, COUNT);

  for (const [nth, sku] of listings.entries()) {
    market.orders.push(marketOrder(`${1_000 + nth}`, [{ sku, quantity: 2 }]));
  }
  market.orders.push(...at.unreadable);
  await killAtGate(shop, "pull-orders", "market", { table: "supplier_orders", on: "insert" });
  const pulled = await report("pull-orders", shop);
  assertEquals([pulled.ingested.orders, pulled.ingested.supplierOrders, pulled.ingested.unreadable], [
    COUNT,
    COUNT,
    2,
  ]);

  await killUnanswered(shop, "place-orders", supplier, from.placeCall, 4);
  const placed = await report("place-orders", shop);
  assertEquals([placed.placed, placed.refused, placed.closed], [COUNT - 3, 0, []]);

  // What the supplier says of its orders comes by the reading of the supplier, and follows in the market database.
  await report("sync", shop, ["--kinds", "orders"]);
  assertEquals((await report("place-orders", shop)).followed, {
    relayed: COUNT,
    deadLettered: 0,
    carried: COUNT,
    parked: 0,
  });

  assertEquals(
    [...supplier.placed.values()].map(({ itemId, quantity }) => `${itemId} × ${quantity}`).toSorted(),
    items(COUNT).map((item) => `${(item as { id: string }).id} × 2`).toSorted(),
  );
  assertEquals([...market.listings.values()].map(({ sku }) => sku).toSorted(), listings.toSorted());
  const { source, dropship, market: db } = three;
  const one = async (asked: PromiseLike<readonly { readonly n?: number }[]>) => (await asked)[0]!.n;
  assertEquals(await one(source`select count(*) as n from supplier_item_raw`), COUNT);
  assertEquals(await one(source`select count(*) as n from supplier_order_raw`), COUNT);
  assertEquals(await one(dropship`select count(*) as n from products`), COUNT);
  assertEquals(await one(db`select count(*) as n from market_order_raw`), COUNT + 2);
  assertEquals(await one(db`select count(*) as n from market_order_raw where process_error is not null`), 2);
  assertEquals(rows(await db`select status, count(*) as n from market_listings group by 1`), { PUBLISHED: COUNT });
  assertEquals(rows(await db`select status, count(*) as n from orders group by 1`), { ORDERED: COUNT });
  assertEquals(rows(await db`select status, count(*) as n from supplier_orders group by 1`), { CONFIRMED: COUNT });
  for (const database of [source, dropship, db]) {
    assertEquals(await one(database`select count(*) as n from outbox`), 0);
  }
}

const PASSES =
  "supplier, listing, order and supplier order pass through three databases once, with each process killed";

Deno.test(`${PASSES} on the way`, () => inShopAt(JSON_MARKET, (shop) => passThrough(shop, JSON_MARKET)));

Deno.test(`${PASSES} on the way, from OwnerClan to Coupang`, async () => {
  await inShopAt(COUPANG, (shop) => passThrough(shop, COUPANG, OWNERCLAN), OWNERCLAN);
});

Deno.test(`${PASSES} on the way, at Coupang, which is told of it once`, async () => {
  await inShopAt(COUPANG, async (shop) => {
    const { three, supplier, market } = shop;
    await passThrough(shop, COUPANG);
    const { acknowledged, invoices } = market.orderApi;
    assertEquals(acknowledged.size, COUNT);

    await killAtGate(shop, "pull-products", "market", { table: "market_product_raw", on: "insert", atCommit: true });
    await report("pull-products", shop);
    const products = await three.market`
      select payload->'items'->0->>'externalVendorSku' as sku, version from market_product_raw where is_current`;
    assertEquals(
      products.map(({ sku }) => sku).toSorted(),
      [...market.listings.values()].map(({ sku }) => sku).toSorted(),
    );
    assertEquals(new Set(products.map(({ version }) => version)), new Set([1]));

    // The supplier sends what it was ordered; the marketplace hears of each parcel once.
    const ordered = supplier.records.get("orders")! as readonly Record<string, unknown>[];
    supplier.records.set(
      "orders",
      ordered.map((order, nth) => ({
        ...order,
        ...{ status: "SHIPPED", carrier: "CJ대한통운", trackingNumber: `${100_000_000 + nth}` },
      })),
    );
    await report("sync", shop, ["--kinds", "orders"]);
    await killUnanswered(shop, "place-orders", market, "POST /v2/providers/openapi/", 4);
    // The one whose answer was lost is found to be told already.
    assertEquals((await report("place-orders", shop)).shipments, { reported: COUNT - 3, refused: 0 });
    assertEquals((await report("place-orders", shop)).shipments, { reported: 0, refused: 0 });
    assertEquals(
      [...invoices.values()].map(({ invoiceNumber }) => invoiceNumber).toSorted(),
      Array.from({ length: COUNT }, (_, nth) => `${100_000_000 + nth}`),
    );
    assertEquals(rows(await three.market`select status, count(*) as n from orders group by 1`), { SHIPPED: COUNT });
  });
});

Deno.test("a buyer's cancellation and new address at Coupang reach the supplier, with place-orders killed while it acknowledges", async () => {
  await inShopAt(COUPANG, async (shop) => {
    const { three, supplier, market } = shop;
    await report("sync", shop);
    await report("make-products", shop);
    const [kept, moved, cancelled] = await listEverything(shop) as [string, string, string];
    await report("publish", shop);
    market.orders.push(
      ...[kept, moved, cancelled].map((sku, nth) => marketOrder(`${1_000 + nth}`, [{ sku }])),
    );
    await report("pull-orders", shop);
    const receiver = { name: "이바다", phone: "010", postcode: "1", address: "부산" };
    market.orders[1] = marketOrder("1001", [{ sku: moved }], { receiver });
    market.orders[2] = marketOrder("1002", [{ sku: cancelled }], { status: "CANCELLED" });
    await killUnanswered(shop, "place-orders", market, "PUT /v2/providers/openapi/", 1);
    await report("place-orders", shop);
    assertEquals(supplier.placed.size, 2);
    await report("pull-orders", shop);
    const orders = await three.market`
      select external_order_id as id, status, receiver_address as address from orders order by 1`;
    assertEquals(orders.map(({ id, status, address }) => [id, status, address.slice(0, 2)]), [
      ["1000", "ORDERED", "서울"],
      ["1001", "ORDERED", "부산"],
      ["1002", "CANCELLED", "서울"],
    ]);
  });
});

Deno.test("sourcing work sells, orders and compensates by itself, killed at any moment and started again", async () => {
  await inShop(async (shop) => {
    const { three, supplier, market } = shop;
    const env = { ...three.env, MARKET_PULL_INTERVAL: "1", SUPPLIER_SYNC_INTERVAL: "1" };
    await report("sync", shop);
    await report("make-products", shop);
    const [first, second, third] = await listEverything(shop) as [string, string, string];
    const status = async (table: "orders" | "market_listings" | "supplier_orders") =>
      rows(await three.market`select status, count(*) as n from ${three.market(table)} group by 1`);

    let worker = await RunningProcess.start("sourcing", { args: ["work"], env });
    try {
      await waitUntil("see every listing on the market", () => Promise.resolve(market.listings.size === COUNT), {
        timeout: 60_000,
      });
      await worker.stop("SIGKILL");
      const [soldOut] = await three.dropship`
        select supplier_item_code as code from products where id = (
          ${(await three.market`select product_id from market_listings where id = ${second}`)[0]!.product_id})`;
      supplier.soldOut.add(soldOut!.code);
      market.orders.push(
        marketOrder("A", [{ sku: first }]),
        marketOrder("B", [{ sku: second }]),
        marketOrder("C", [{ sku: third }]),
      );
      worker = await RunningProcess.start("sourcing", { args: ["work"], env });
      await waitUntil("see two orders at the supplier", () => Promise.resolve(supplier.placed.size === 2), {
        timeout: 60_000,
      });
      await worker.stop("SIGKILL");
      // The buyer of C changes their mind.
      market.orders[2] = marketOrder("C", [{ sku: third }], { status: "CANCELLED" });
      worker = await RunningProcess.start("sourcing", { args: ["work"], env });
      await waitUntil("see the order cancelled at the supplier, and the sold out listing without stock", () => {
        const listing = [...market.listings.values()].find(({ sku }) => sku === second);
        const cancelled = [...supplier.placed.values()].filter((order) => order.status === "CANCELLED");
        return Promise.resolve(listing?.stock === 0 && cancelled.length === 1);
      }, { timeout: 60_000 });
      await waitUntil("see everything noted", async () => {
        const orders = await status("orders");
        const listings = await status("market_listings");
        const placed = await status("supplier_orders");
        return orders.CANCELLED === 1 && orders.UNFULFILLABLE === 1 && listings.PAUSED === 1 && placed.CONFIRMED === 1;
      }, { timeout: 60_000 });
      assertEquals((await worker.stop("SIGTERM")).code, 0);
    } finally {
      await worker[Symbol.asyncDispose]();
    }
    assertEquals(await status("orders"), { ORDERED: 1, UNFULFILLABLE: 1, CANCELLED: 1 });
    assertEquals(await status("supplier_orders"), { CONFIRMED: 1, REFUSED: 1, CANCELLED: 1 });
    assertEquals(await status("market_listings"), { PUBLISHED: COUNT - 1, PAUSED: 1 });
    assertEquals([supplier.placed.size, market.listings.size], [2, COUNT]);
  });
});

const SEED = 20_260_302;
const KILLS = 6;

Deno.test("sourcing work killed at six random moments publishes, orders and takes back everything exactly once", async () => {
  await inShop(async (shop) => {
    const { three, supplier, market } = shop;
    await report("sync", shop);
    await report("make-products", shop);
    const skus = await listEverything(shop);
    for (const [nth, sku] of skus.entries()) market.orders.push(marketOrder(`O-${nth}`, [{ sku }]));
    // Every other buyer changes their mind as soon as the supplier has heard of the order.
    const wantsBack = (sku: string) => skus.indexOf(sku) % 2 === 0;
    supplier.barrier = async (call, when) => {
      if (call !== "POST /orders" || when !== "after") return;
      const placed = await three.market`
        select o.external_order_id as id, o.listing_id as sku from orders o join supplier_orders s on s.order_id = o.id
        where s.id in ${three.market([...supplier.placed.keys()])}`;
      for (const { id, sku } of placed) {
        if (wantsBack(sku)) market.orders[skus.indexOf(sku)] = marketOrder(id, [{ sku }], { status: "CANCELLED" });
      }
    };
    // Slow enough for the kills to find work under way: some 25 calls, one every 60 ms.
    await three.source`update supplier_accounts set requests_per_minute = 1000`;
    await three.market`update market_accounts set requests_per_minute = 1000`;
    const env = { ...three.env, MARKET_PULL_INTERVAL: "1", SUPPLIER_SYNC_INTERVAL: "1" };
    const random = seededRandom(SEED);
    for (let kill = 0; kill < KILLS; kill++) {
      await using worker = await RunningProcess.start("sourcing", { args: ["work"], env });
      await worker.line(/sourcing databases connected/);
      await new Promise((resolve) => setTimeout(resolve, wholeBetween(random, 50, 900)));
      await worker.stop("SIGKILL");
    }
    await using worker = await RunningProcess.start("sourcing", { args: ["work"], env });
    await worker.line(/sourcing databases connected/);
    const expected = { CONFIRMED: COUNT / 2, CANCELLED: COUNT / 2 };
    const status = async () => rows(await three.market`select status, count(*) as n from supplier_orders group by 1`);
    await waitUntil("see everything settled", async () => {
      const now = await status();
      return now.CONFIRMED === expected.CONFIRMED && now.CANCELLED === expected.CANCELLED;
    }, { timeout: 60_000 });
    assertEquals((await worker.stop()).code, 0);
    assertEquals([supplier.placed.size, market.listings.size], [COUNT, COUNT]);
    const cancelled = [...supplier.placed.values()].filter((order) => order.status === "CANCELLED");
    assertEquals(cancelled.length, COUNT / 2);
    const orders = await three.market`select status, count(*) as n from orders group by 1`;
    assertEquals(rows(orders), { ORDERED: COUNT / 2, CANCELLED: COUNT / 2 });
    assertEquals(rows(await three.market`select status, count(*) as n from market_listings group by 1`), {
      PUBLISHED: COUNT,
    });
  });
});

Deno.test("a supplier's new price and end of sale reach the market once, with publish killed while they are relayed", async () => {
  await inShop(async (shop) => {
    const { three, supplier, market } = shop;
    await report("sync", shop);
    await report("make-products", shop);
    await listEverything(shop);
    await report("publish", shop);
    const before = new Map([...market.listings.values()].map(({ title, price }) => [title, price]));
    const offered = items(COUNT) as { readonly id: string; readonly name: string; readonly price: number }[];
    supplier.records.set("items", [
      { ...offered[0]!, status: "DISCONTINUED" },
      ...offered.slice(1).map((item) => ({ ...item, price: item.price + 30_000 })),
    ]);
    await report("sync", shop, ["--kinds", "items", "--everything"]);
    await report("make-products", shop);
    await killAtGate(shop, "publish", "market", { table: "market_listings", on: "update" });
    await killAtGate(shop, "publish", "dropship", { table: "outbox", on: "delete" });
    await killUnanswered(shop, "publish", market, "PUT /listings/", 2);
    await report("publish", shop);

    const [gone, ...dearer] = [...market.listings.values()].toSorted((a, b) =>
      Number(b.isWithdrawn) - Number(a.isWithdrawn)
    );
    assertEquals([gone!.title, gone!.isWithdrawn], [offered[0]!.name, true]);
    for (const { title, price, revision, isWithdrawn } of dearer) {
      assertEquals([price > before.get(title)! + 30_000, revision, isWithdrawn], [true, 2, false], title);
    }
    const listings = await three.market`
      select status, count(*) as n, count(*) filter (where revision = published_revision) as acknowledged
      from market_listings group by 1 order by 1`;
    assertEquals(listings.map(({ status, n }) => [status, n]), [["CLOSED", 1], ["PUBLISHED", COUNT - 1]]);
    assertEquals(listings[1]!.acknowledged, COUNT - 1);
    const [{ n: messages } = { n: 0 }] = await three.market`select count(*) as n from inbox where origin = 'dropship'`;
    assertEquals(messages, COUNT);
  });
});
