import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { feed } from "../../../../testing/fixtures/feed.ts";
import { minutesAfter, NOON, Samples } from "../../../../testing/fixtures/commerce_samples.ts";
import { inShop, type OpenShop } from "../../../../testing/ports/shop.ts";

/** What the summary and the live page read. */
export function shopFiguresContract(engine: string, open: OpenShop): void {
  describe(`ShopFigures in ${engine}`, () => {
    it(
      "figures of an empty shop are all 0",
      inShop(open, async ({ figures }) => {
        assertEquals(await figures.figures(), {
          counts: { users: 0, products: 0, orders: 0 },
          buyers: 0,
          newUsers: 0,
          grades: { VIP: 0, GOLD: 0, SILVER: 0, BRONZE: 0 },
        });
        assertEquals(await figures.recentOrders(5), []);
      }),
    );

    it(
      "figures count everything, and as members only those with an account",
      inShop(open, async (shop) => {
        const sample = new Samples("figures");
        const grades = ["VIP", "GOLD", "GOLD", "SILVER", "BRONZE", "BRONZE"] as const;
        const members = grades.map((grade) => sample.user({ grade }));
        const guest = sample.user({ isGuest: true, grade: "VIP" });
        const product = sample.product();
        const orders = [...members.slice(0, 2), guest].map((user) => sample.order(user, product));
        const cancelled = sample.order(members[3]!, product, { quantity: -1, totalAmount: -1 });
        await feed(shop, { users: [...members, guest], products: [product], orders: [...orders, cancelled] });
        await feed(shop, { orders: [sample.order(sample.user(), product)] });
        assertEquals(await shop.figures.figures(), {
          counts: { users: 7, products: 1, orders: 4 },
          buyers: 2,
          newUsers: 4,
          grades: { VIP: 1, GOLD: 2, SILVER: 1, BRONZE: 2 },
        });
      }),
    );

    it(
      "recentOrders are the newest, newest first, ties by id from behind",
      inShop(open, async (shop) => {
        const sample = new Samples("recent");
        const user = sample.user();
        const product = sample.product();
        const at = (minutes: number) => sample.order(user, product, { createdAt: minutesAfter(NOON, minutes) });
        const old = at(0);
        const tie = [at(5), at(5)];
        const newest = at(7);
        await feed(shop, { users: [user], products: [product], orders: [...tie, old, newest] });
        const recent = await shop.figures.recentOrders(3);
        assertEquals(
          recent.map(({ orderId }) => orderId),
          [newest.orderId, ...tie.map(({ orderId }) => orderId).sort().reverse()],
        );
        assertEquals(recent[0]?.userName, user.name);
      }),
    );
  });
}
