import { assertEquals } from "@std/assert";
import { seededRandom, wholeBetween } from "../../domain/shared/random.ts";
import { RunningProcess } from "../../testing/engines/running_process.ts";
import { waitUntil } from "../../testing/engines/wait_until.ts";
import { marketOrder } from "../../testing/fixtures/feed_samples.ts";
import { COUNT } from "../../testing/partners/trading_partners.ts";
import { byStatus, inShop, listEverything, report } from "../../testing/partners/trading_shop.ts";

Deno.test("sourcing work sells, orders and compensates by itself, killed at any moment and started again", async () => {
  await inShop(async (shop) => {
    const { three, supplier, market } = shop;
    const env = { ...three.env, MARKET_PULL_INTERVAL: "1", SUPPLIER_SYNC_INTERVAL: "1" };
    await report("sync", shop);
    await report("make-products", shop);
    const [first, second, third] = await listEverything(shop) as [string, string, string];
    const status = async (table: "orders" | "market_listings" | "supplier_orders") =>
      byStatus(await three.market`select status, count(*) as n from ${three.market(table)} group by 1`);

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
    const status = async () =>
      byStatus(await three.market`select status, count(*) as n from supplier_orders group by 1`);
    await waitUntil("see everything settled", async () => {
      const now = await status();
      return now.CONFIRMED === expected.CONFIRMED && now.CANCELLED === expected.CANCELLED;
    }, { timeout: 60_000 });
    assertEquals((await worker.stop()).code, 0);
    assertEquals([supplier.placed.size, market.listings.size], [COUNT, COUNT]);
    const cancelled = [...supplier.placed.values()].filter((order) => order.status === "CANCELLED");
    assertEquals(cancelled.length, COUNT / 2);
    const orders = await three.market`select status, count(*) as n from orders group by 1`;
    assertEquals(byStatus(orders), { ORDERED: COUNT / 2, CANCELLED: COUNT / 2 });
    assertEquals(byStatus(await three.market`select status, count(*) as n from market_listings group by 1`), {
      PUBLISHED: COUNT,
    });
  });
});
