import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { feed, FIRST } from "../../../../testing/fixtures/feed.ts";
import { minutesAfter, NOON, Samples } from "../../../../testing/fixtures/commerce_samples.ts";
import { inShop, type OpenShop, type ShopUnderTest } from "../../../../testing/ports/shop.ts";
import { ageGroup } from "../../../../domain/commerce/user.ts";
import type { PendingOrders } from "../stream.ts";

const USERS = { group: "users_group", topic: "users", partition: 0 };
const PRODUCTS = { group: "products_group", topic: "products", partition: 0 };

/** Orders that come before their user or product: neither lost nor counted twice, whoever comes when. */
export function pendingOrdersContract(engine: string, open: OpenShop): void {
  describe(`PendingOrders in ${engine}`, () => {
    it(
      "complete stores an order once its user and product are there, whichever comes first",
      inShop(open, async (shop) => {
        const sample = new Samples("both missing");
        const user = sample.user();
        const product = sample.product();
        const order = sample.order(user, product, { createdAt: minutesAfter(NOON, 3) });
        assertEquals(await feed(shop, { orders: [order] }), { stored: 0, duplicates: 0, pending: 1 });
        assertEquals(await shop.orders.find(order.orderId), null);
        assertEquals(await shop.pending.complete(10), 0);
        await feed(shop, { users: [user] }, USERS);
        assertEquals([await shop.pending.complete(10), await shop.pending.count()], [0, 1]);
        await feed(shop, { products: [product] }, PRODUCTS);
        assertEquals([await shop.pending.complete(10), await shop.pending.count()], [1, 0]);
        const stored = (await shop.orders.find(order.orderId))!;
        assertEquals(stored.createdAt, order.createdAt);
        assertEquals(
          [stored.userName, stored.category, stored.userAgeGroup],
          [user.name, product.category, ageGroup(user.age)],
        );
        assertEquals((await shop.users.find(user.userId))?.lastOrderedAt, order.createdAt);
        assertEquals(await shop.reconcile(), []);
      }),
    );

    it(
      "complete stores an order whose product comes before its user",
      inShop(open, async (shop) => {
        const sample = new Samples("product first");
        const user = sample.user();
        const product = sample.product();
        await feed(shop, { products: [product] }, PRODUCTS);
        await feed(shop, { orders: [sample.order(user, product)] });
        await feed(shop, { users: [user] }, USERS);
        assertEquals(await shop.pending.complete(10), 1);
        assertEquals((await shop.products.find(product.productId))?.orderCount, 1);
        assertEquals(await shop.reconcile(), []);
      }),
    );

    it(
      "complete keeps everything that the order came with",
      inShop(open, async (shop) => {
        const sample = new Samples("as it came");
        const user = sample.user();
        const product = sample.product();
        const order = sample.order(user, product, {
          quantity: -2,
          totalAmount: -7,
          shippingCost: 1,
          discountAmount: 2,
          status: "CANCELLED",
          userName: "적힌 이름",
          createdAt: new Date("2026-03-02T14:59:59.999Z"),
          selection: { score: 2, factors: [{ name: "나이", value: 2 }] },
        });
        await feed(shop, { orders: [order] });
        await feed(shop, { users: [user] }, USERS);
        await feed(shop, { products: [product] }, PRODUCTS);
        await shop.pending.complete(10);
        const { category, userName, quantity, totalAmount, shippingCost, discountAmount, ...stored } =
          (await shop.orders.find(order.orderId))!;
        assertEquals([category, userName], [product.category, "적힌 이름"]);
        assertEquals([quantity, totalAmount, shippingCost, discountAmount], [-2, -7, 1, 2]);
        assertEquals([stored.status, stored.createdAt], [order.status, order.createdAt]);
        assertEquals(stored.selection, order.selection);
        assertEquals(await shop.reconcile(), []);
      }),
    );

    it(
      "complete takes the oldest first, as many as it may, and leaves those without partner",
      inShop(open, async (shop) => {
        const sample = new Samples("oldest");
        const user = sample.user();
        const stranger = sample.user();
        const product = sample.product();
        const lonely = sample.order(stranger, product);
        await feed(shop, { orders: [lonely] });
        const orders = [];
        for (let n = 0; n < 5; n++) {
          orders.push(sample.order(user, product));
          await feed(shop, { orders: orders.slice(-1) });
        }
        await feed(shop, { users: [user] }, USERS);
        await feed(shop, { products: [product] }, PRODUCTS);
        assertEquals(await shop.pending.complete(2), 2);
        const stored = await Promise.all(orders.map(({ orderId }) => shop.orders.find(orderId)));
        assertEquals(stored.map((order) => order !== null), [true, true, false, false, false]);
        assertEquals([await shop.pending.complete(10), await shop.pending.complete(10)], [3, 0]);
        assertEquals(await shop.pending.count(), 1);
        assertEquals(await shop.reconcile(), []);
      }),
    );

    it(
      "an order that waits and is sent again is stored once",
      inShop(open, async (shop) => {
        const sample = new Samples("again");
        const user = sample.user();
        const product = sample.product();
        const order = sample.order(user, product);
        assertEquals(await feed(shop, { orders: [order, order] }), { stored: 0, duplicates: 1, pending: 1 });
        assertEquals(await feed(shop, { orders: [order] }), { stored: 0, duplicates: 1, pending: 0 });
        await feed(shop, { users: [user] }, USERS);
        await feed(shop, { products: [product] }, PRODUCTS);
        // Now it is stored on arrival while its twin still waits.
        assertEquals(await feed(shop, { orders: [order] }), { stored: 1, duplicates: 0, pending: 0 });
        await completeAll(shop.pending);
        assertEquals(await shop.pending.count(), 0);
        assertEquals((await shop.products.find(product.productId))?.orderCount, 1);
        assertEquals(await shop.reconcile(), []);
      }),
    );

    it(
      "complete by two workers at the same time stores each order once",
      inShop(open, async (shop) => {
        const sample = new Samples("two workers");
        const users = sample.users(10);
        const products = sample.products(5);
        const orders = sample.orders(300, users, products);
        await feed(shop, { orders });
        await feed(shop, { users }, USERS);
        await feed(shop, { products }, PRODUCTS);
        const completed = await Promise.all([1, 2, 3, 4].map(() => completeAll(shop.pending)));
        assertEquals(completed.reduce((sum, count) => sum + count, 0), 300);
        assertEquals(await shop.pending.count(), 0);
        assertEquals((await shop.figures.figures()).counts.orders, 300);
        assertEquals(await shop.reconcile(), []);
      }),
    );

    it(
      "orders, users and products that all arrive at the same time are all stored, each once",
      inShop(open, async (shop) => {
        for (let round = 0; round < 10; round++) {
          const sample = new Samples(`race ${round}`);
          const own = (id: string) => `${round}-${id}`;
          const user = { ...sample.user(), userId: own("U") as ReturnType<Samples["user"]>["userId"] };
          const product = { ...sample.product(), productId: own("P") as ReturnType<Samples["product"]>["productId"] };
          const orders = Array.from({ length: 20 }, (_, n) => ({
            ...sample.order(user, product),
            orderId: own(`O-${n}`) as ReturnType<Samples["order"]>["orderId"],
          }));
          await Promise.all([
            feed(shop, { orders: orders.slice(0, 10) }),
            feed(shop, { orders: orders.slice(10) }, { ...FIRST, partition: 1 }),
            feed(shop, { users: [user] }, USERS),
            feed(shop, { products: [product] }, PRODUCTS),
            completeAll(shop.pending),
            completeAll(shop.pending),
          ]);
        }
        await completeAll(shop.pending);
        assertEquals(await shop.pending.count(), 0);
        assertEquals((await shop.figures.figures()).counts, { users: 10, products: 10, orders: 200 });
        assertEquals(await shop.reconcile(), []);
      }),
    );

    it(
      "an erasure blanks a person in pending orders too",
      inShop(open, async (shop: ShopUnderTest) => {
        const sample = new Samples("anonymous");
        const user = sample.user();
        const product = sample.product();
        const selection = { score: 1, factors: [{ name: "age", value: 1 }] };
        const order = sample.order(user, product, { userName: user.name, userGender: user.gender, selection });
        await feed(shop, { users: [user] }, USERS);
        await feed(shop, { orders: [order] });
        await shop.erasure.begin(user.userId, NOON);
        await feed(shop, { products: [product] }, PRODUCTS);
        assertEquals(await shop.pending.complete(10), 1);
        const stored = (await shop.orders.find(order.orderId))!;
        assertEquals([stored.userName, stored.userGender, stored.userAgeGroup, stored.selection], [
          "-",
          null,
          null,
          null,
        ]);
        assertEquals(await shop.reconcile(), []);
      }),
    );
  });
}

async function completeAll(pending: PendingOrders): Promise<number> {
  let all = 0;
  for (let count = -1; count !== 0; all += count) count = await pending.complete(7);
  return all;
}
