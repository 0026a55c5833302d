import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { feed, FIRST } from "../../../../testing/fixtures/feed.ts";
import { NOON, orderId, Samples } from "../../../../testing/fixtures/commerce_samples.ts";
import { inShop, type OpenShop, type ShopUnderTest } from "../../../../testing/ports/shop.ts";

/** What many orders at once do to the totals beside them: noted with the orders, added later, each note once. */
export function recordedDeltasContract(engine: string, open: OpenShop): void {
  describe(`OrderDeltas in ${engine}`, () => {
    it(
      "add brings what many orders at once only noted into the totals, each note once, whoever adds",
      inShop(open, async (shop) => {
        const { products, orders } = await feedMany(shop);
        const sold = async () => (await shop.products.find(products[0]!.productId))!.orderCount;
        const expected = orders.filter(({ productId, quantity }) =>
          productId === products[0]!.productId && quantity > 0
        ).length;
        assertEquals([await shop.deltas.pending(), await sold()], [1, 0]);
        assertEquals((await shop.figures.figures()).counts.orders, MANY);
        assertEquals(await shop.reconcile(), []);
        await Promise.all(Array.from({ length: 10 }, () => shop.deltas.add()));
        assertEquals([await shop.deltas.pending(), await sold()], [0, expected]);
        assertEquals(await shop.deltas.add(), false);
        assertEquals((await shop.figures.figures()).counts.orders, MANY);
        assertEquals(await shop.reconcile(), []);
      }),
    );

    it(
      "orders that are noted can be changed and removed, also while others add and more orders come",
      inShop(open, async (shop) => {
        const { users, products, orders } = await feedMany(shop);
        const more = new Samples("more").orders(MANY, users, products, 3)
          .map((order) => ({ ...order, orderId: orderId(`more-${order.orderId}`) }));
        await Promise.all([
          ...orders.slice(0, 10).map((order) => shop.orders.remove(order.orderId)),
          ...orders.slice(10, 20).map((order) => shop.orders.change(order.orderId, { quantity: -1 })),
          ...Array.from({ length: 5 }, () => shop.deltas.add()),
          feed(shop, { orders: more }, { ...FIRST, partition: 1 }),
          shop.erasure.begin(users[0]!.userId, NOON),
        ]);
        assertEquals(await shop.reconcile(), []);
        while (await shop.deltas.add());
        assertEquals(await shop.reconcile(), []);
      }),
    );
  });
}

/** More orders in one batch than are added within its transaction. */
const MANY = 500;

async function feedMany(shop: ShopUnderTest) {
  const sample = new Samples("many");
  const users = sample.users(20);
  const products = sample.products(5);
  const orders = sample.orders(MANY, users, products, 3);
  await feed(shop, { users, products, orders });
  return { users, products, orders };
}
