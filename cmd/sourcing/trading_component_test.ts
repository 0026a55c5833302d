import { assertEquals } from "@std/assert";
import { items, marketOrder } from "../../testing/fixtures/feed_samples.ts";
import type { MarketplaceServer } from "../../testing/network/trading_servers.ts";
import {
  COUNT,
  COUPANG,
  JSON_MARKET,
  JSON_SUPPLIER,
  type MarketOfTest,
  OWNERCLAN,
} from "../../testing/partners/trading_partners.ts";
import {
  byStatus,
  inShopAt,
  killAtBarrier,
  killUnanswered,
  listEverything,
  report,
  type Shop,
} from "../../testing/partners/trading_shop.ts";

async function passThrough<M extends MarketplaceServer>(
  shop: Shop<M>,
  at: MarketOfTest<M>,
  from = JSON_SUPPLIER,
): Promise<void> {
  const { three, supplier, market } = shop;
  await killAtBarrier(shop, "sync", "source", { table: "supplier_item_raw", on: "insert", atCommit: true });
  await report("sync", shop);
  await killAtBarrier(shop, "make-products", "source", { table: "outbox", on: "delete" });
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
  await killAtBarrier(shop, "pull-orders", "market", { table: "supplier_orders", on: "insert" });
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
  assertEquals(byStatus(await db`select status, count(*) as n from market_listings group by 1`), { PUBLISHED: COUNT });
  assertEquals(byStatus(await db`select status, count(*) as n from orders group by 1`), { ORDERED: COUNT });
  assertEquals(byStatus(await db`select status, count(*) as n from supplier_orders group by 1`), { CONFIRMED: COUNT });
  for (const database of [source, dropship, db]) {
    assertEquals(await one(database`select count(*) as n from outbox where destination <> 'main'`), 0);
  }
  // For webhooks, which another process sends.
  assertEquals(await one(db`select count(*) as n from outbox where kind = 'listing.published'`), COUNT);
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

    await killAtBarrier(shop, "pull-products", "market", { table: "market_product_raw", on: "insert", atCommit: true });
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
    assertEquals(byStatus(await three.market`select status, count(*) as n from orders group by 1`), { SHIPPED: COUNT });
  });
});
