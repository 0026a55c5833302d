import { assertEquals, assertRejects } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { feed } from "../../../../testing/fixtures/feed.ts";
import { Samples } from "../../../../testing/fixtures/commerce_samples.ts";
import { inShop, type OpenShop } from "../../../../testing/ports/shop.ts";
import { DataRefused } from "../../../shared/fault.ts";

/** Many rows at once: for the first seed and for imports. */
export function commerceWriterContract(engine: string, open: OpenShop): void {
  describe(`CommerceWriter in ${engine}`, () => {
    it(
      "addUsers and addProducts give how many were new and leave the others as they are",
      inShop(open, async (shop) => {
        const sample = new Samples("seed");
        const users = sample.users(1_000);
        const products = sample.products(1_000);
        assertEquals(await shop.writer.addUsers(users.slice(0, 600)), 600);
        assertEquals(await shop.writer.addUsers(users), 400);
        assertEquals(await shop.writer.addUsers([]), 0);
        assertEquals(await shop.writer.addProducts(products), 1_000);
        assertEquals(await shop.writer.addProducts(products.map((product) => ({ ...product, price: 1 }))), 0);
        assertEquals((await shop.figures.figures()).counts, { users: 1_000, products: 1_000, orders: 0 });
        assertEquals((await shop.products.find(products[7]!.productId))?.price, products[7]!.price);
      }),
    );

    it(
      "addUsers stores all of a call or nothing",
      inShop(open, async (shop) => {
        const sample = new Samples("all or nothing");
        const users = [...sample.users(5), sample.user({ name: "\0" })];
        await assertRejects(() => shop.writer.addUsers(users), DataRefused);
        assertEquals((await shop.figures.figures()).counts.users, 0);
      }),
    );

    it(
      "addOrders stores with all effects, and a second time changes nothing",
      inShop(open, async (shop) => {
        const sample = new Samples("orders");
        const users = sample.users(10);
        const products = sample.products(10);
        await shop.writer.addUsers(users);
        await shop.writer.addProducts(products);
        const orders = sample.orders(1_000, users, products, 30);
        assertEquals(await shop.writer.addOrders(orders.slice(0, 700)), { stored: 700, duplicates: 0 });
        assertEquals(await shop.writer.addOrders([...orders.slice(500), orders[999]!]), {
          stored: 300,
          duplicates: 201,
        });
        assertEquals(await shop.writer.addOrders(orders), { stored: 0, duplicates: 1_000 });
        assertEquals(await shop.writer.addOrders([]), { stored: 0, duplicates: 0 });
        assertEquals((await shop.figures.figures()).counts.orders, 1_000);
        assertEquals(await shop.reconcile(), []);
      }),
    );

    it(
      "addOrders refuses a batch with one bad order and stores nothing of it",
      inShop(open, async (shop) => {
        const sample = new Samples("bad order");
        const user = sample.user();
        const product = sample.product();
        await feed(shop, { users: [user], products: [product] });
        const good = sample.order(user, product);
        const bad = sample.order(user, product, { paymentMethod: "x".repeat(51) });
        await assertRejects(() => shop.writer.addOrders([good, bad]), DataRefused);
        assertEquals((await shop.figures.figures()).counts.orders, 0);
        assertEquals(await shop.writer.addOrders([good]), { stored: 1, duplicates: 0 });
        assertEquals(await shop.reconcile(), []);
      }),
    );

    it(
      "addOrders of overlapping batches at the same time stores each order once",
      inShop(open, async (shop) => {
        const sample = new Samples("overlap");
        const users = sample.users(10);
        const products = sample.products(5);
        await feed(shop, { users, products });
        const orders = sample.orders(200, users, products);
        const results = await Promise.all(
          [0, 50, 100].map((from) => shop.writer.addOrders(orders.slice(from, from + 100))),
        );
        assertEquals(results.reduce((sum, { stored }) => sum + stored, 0), 200);
        assertEquals(await shop.reconcile(), []);
      }),
    );
  });
}
