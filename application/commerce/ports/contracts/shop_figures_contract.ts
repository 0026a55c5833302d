import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { feed } from "../../../../testing/fixtures/feed.ts";
import { minutesAfter, NOON, Samples } from "../../../../testing/fixtures/commerce_samples.ts";
import { seoulTime } from "../../../../domain/commerce/seoul_time.ts";
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
      "salesByHour are purchases, not lines, on Seoul's clock, and come to the daily totals",
      inShop(open, async (shop) => {
        const sample = new Samples("by hour");
        const users = sample.users(5);
        const products = sample.products(4);
        const orders = sample.orders(200, users, products, 1);
        const cart = [0, 1, 2].map(() => sample.order(users[0]!, products[0]!, { createdAt: minutesAfter(NOON, 5) }));
        const cancelled = sample.order(users[1]!, products[1]!);
        await feed(shop, { users, products, orders: [...orders, ...cart, cancelled] });
        await shop.orders.change(cancelled.orderId, { status: "CANCELLED" });
        while (await shop.deltas.add());
        const [from, until] = [new Date("2026-03-02T00:00:00+09:00"), new Date("2026-03-03T00:00:00+09:00")];
        const hours = await shop.figures.salesByHour(from, until);
        const ofDay = (await shop.dailySales()).filter(({ day }) => day === "2026-03-02");
        const sum = (values: readonly number[]) => values.reduce((all, each) => all + each, 0);
        assertEquals(sum(hours.map(({ amount }) => amount)), sum(ofDay.map(({ amount }) => amount)));
        const counted = [...orders, ...cart].filter(({ createdAt }) => createdAt >= from && createdAt < until);
        assertEquals(
          hours,
          [...new Set(counted.map(({ createdAt }) => seoulTime(createdAt).hour))].sort((a, b) => a - b).map((hour) => {
            const lines = counted.filter(({ createdAt }) => seoulTime(createdAt).hour === hour);
            const bought = lines.filter(({ quantity }) => quantity > 0);
            return {
              hour,
              amount: sum(lines.map(({ totalAmount }) => totalAmount)),
              orders: new Set(bought.map(({ userId, createdAt }) => `${userId} ${createdAt.toISOString()}`)).size,
            };
          }),
        );
        const one = await shop.figures.salesByHour(minutesAfter(NOON, 5), minutesAfter(NOON, 5.001));
        assertEquals(one.length, 1);
        assertEquals(await shop.figures.salesByHour(until, until), []);
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
