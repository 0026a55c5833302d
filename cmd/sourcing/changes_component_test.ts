import { assertEquals } from "@std/assert";
import { items, marketOrder } from "../../testing/fixtures/feed_samples.ts";
import { COUNT, COUPANG } from "../../testing/partners/trading_partners.ts";
import {
  inShop,
  inShopAt,
  killAtBarrier,
  killUnanswered,
  listEverything,
  report,
} from "../../testing/partners/trading_shop.ts";

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
    await killAtBarrier(shop, "publish", "market", { table: "market_listings", on: "update" });
    await killAtBarrier(shop, "publish", "dropship", { table: "outbox", on: "delete" });
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
