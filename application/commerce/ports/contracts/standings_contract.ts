import { assert, assertEquals, assertRejects } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { feed } from "../../../../testing/fixtures/feed.ts";
import { minutesAfter, NOON, Samples } from "../../../../testing/fixtures/commerce_samples.ts";
import { inShop, type OpenShop, type ShopUnderTest } from "../../../../testing/ports/shop.ts";
import { contribution, type Grade, GRADES, type Standing } from "../../../../domain/commerce/grade.ts";
import { type UserId, userIdSchema } from "../../../../domain/commerce/user.ts";
import type { Order } from "../../../../domain/commerce/order.ts";
import { pick } from "../../../../domain/shared/random.ts";
import type { GradingWindow, MemberStanding } from "../membership.ts";

const AFTER = NOON;
const UNTIL = minutesAfter(NOON, 24 * 60);
const WINDOW: GradingWindow = { after: AFTER, until: UNTIL };
/** Ten minutes on. */
const NEXT: GradingWindow = { after: minutesAfter(AFTER, 10), until: minutesAfter(UNTIL, 10) };

/** What members bought counts as the domain says; later runs read only those who are due. */
export function standingsContract(engine: string, open: OpenShop): void {
  describe(`standings of Membership in ${engine}`, () => {
    it(
      "standings are the domain's contributions added up, for every member who ordered or has a grade",
      inShop(open, async (shop) => {
        const sample = new Samples("standings");
        const users = Array.from(
          { length: 40 },
          (_, n) => sample.user({ grade: n < 20 ? pick(sample.random, GRADES) : "BRONZE", isGuest: n % 10 === 9 }),
        );
        const products = sample.products(6);
        // Half of the users order nothing in the window, some nothing at all.
        const orders = sample.orders(400, users.filter((_, n) => n % 4 < 3), products, 2);
        await shop.writer.addUsers(users);
        await shop.writer.addProducts(products);
        await shop.writer.addOrders(orders);
        const expected = new Map<UserId, { grade: Grade; standing: Standing }>();
        for (const { userId, grade, isGuest } of users) {
          const own = orders.filter(({ userId: of, createdAt }) =>
            of === userId && createdAt > AFTER && createdAt <= UNTIL
          );
          if (isGuest || (own.length === 0 && grade === "BRONZE")) continue;
          const parts = own.map(contribution);
          expected.set(userId, {
            grade,
            standing: {
              amount: parts.reduce((sum, { amount }) => sum + amount, 0),
              orders: parts.reduce((sum, { orders }) => sum + orders, 0),
            },
          });
        }
        assertEquals(byUser(await standings(shop, WINDOW)), expected);
      }),
    );

    it(
      "standings leave out the window's start and keep its end",
      inShop(open, async (shop) => {
        const sample = new Samples("edges");
        const user = sample.user();
        const product = sample.product();
        const at = (time: number, totalAmount: number) =>
          sample.order(user, product, { createdAt: new Date(time), totalAmount });
        await shop.writer.addUsers([user]);
        await shop.writer.addProducts([product]);
        await shop.writer.addOrders([
          at(AFTER.getTime(), 1),
          at(AFTER.getTime() + 1, 10),
          at(UNTIL.getTime(), 100),
          at(UNTIL.getTime() + 1, 1_000),
        ]);
        assertEquals((await standings(shop, WINDOW)).map(({ standing }) => standing), [{
          amount: 110,
          orders: 2,
        }]);
      }),
    );

    it(
      "standings come in batches, each member once, however many there are",
      inShop(open, async (shop) => {
        const sample = new Samples("batches");
        const users = sample.users(6_000, { grade: "SILVER" });
        for (let n = 0; n < users.length; n += 1_000) await shop.writer.addUsers(users.slice(n, n + 1_000));
        const sizes: number[] = [];
        const seen = new Set<string>();
        await shop.membership.exclusively(async (members) => {
          for await (const batch of members.standings(WINDOW)) {
            sizes.push(batch.length);
            batch.forEach(({ userId }) => seen.add(userId));
          }
        });
        assertEquals(seen.size, users.length);
        assertEquals(sizes.reduce((sum, size) => sum + size, 0), users.length);
        assert(sizes.length > 1 && sizes.every((size) => size > 0), `${sizes}`);
      }),
    );

    it(
      "standings can be asked for twice in one run",
      inShop(open, async (shop) => {
        await shop.writer.addUsers(new Samples("twice").users(2, { grade: "GOLD" }));
        const counts = await shop.membership.exclusively(async (members) => [
          (await Array.fromAsync(members.standings(WINDOW))).flat().length,
          (await Array.fromAsync(members.standings(WINDOW))).flat().length,
        ]);
        assertEquals(counts, [2, 2]);
      }),
    );

    it(
      "standings since a run are those of members whose orders or grades have changed, and of nobody else",
      inShop(open, async (shop) => {
        const sample = new Samples("since");
        const product = sample.product();
        const names = ["stays", "buys", "cancels", "late", "changes", "removes", "enters", "leaves", "set"] as const;
        const users = Object.fromEntries(names.map((name) => [name, sample.user()]));
        const order = (name: typeof names[number], changes: Partial<Order> = {}) =>
          sample.order(users[name]!, product, { createdAt: minutesAfter(AFTER, 60), totalAmount: 1, ...changes });
        await shop.writer.addUsers(Object.values(users));
        await shop.writer.addProducts([product]);
        const before = names.filter((name) => name !== "set").map((name) => order(name));
        const changed = before[names.indexOf("changes")]!;
        const removed = before[names.indexOf("removes")]!;
        await shop.writer.addOrders([
          ...before,
          order("enters", { createdAt: minutesAfter(UNTIL, 5) }),
          order("leaves", { createdAt: minutesAfter(AFTER, 5) }),
        ]);
        assertEquals((await standings(shop, WINDOW)).length, names.length - 1);
        assertEquals(await standings(shop, WINDOW, WINDOW), []);

        await shop.writer.addOrders([
          order("buys", { createdAt: minutesAfter(UNTIL, 1) }),
          order("cancels", { quantity: -1, totalAmount: -1 }),
          order("late"),
        ]);
        await shop.orders.change(changed.orderId, { totalAmount: 500 });
        await shop.orders.remove(removed.orderId);
        await shop.users.change(users.set!.userId, { grade: "GOLD" });
        const found = byUser(await standings(shop, NEXT, WINDOW));
        const whole = byUser(await standings(shop, NEXT));
        assertEquals(
          new Set([...found.keys()]),
          new Set(names.filter((name) => name !== "stays").map((name) => users[name]!.userId)),
        );
        for (const [userId, member] of found) {
          // Whoever has no order left and no grade is not in the whole.
          assertEquals(member, whole.get(userId) ?? { grade: "BRONZE", standing: { amount: 0, orders: 0 } });
        }
      }),
    );

    it(
      "standings since a run are asked for again when that run was undone",
      inShop(open, async (shop) => {
        const sample = new Samples("undone run");
        const user = sample.user();
        const product = sample.product();
        await standings(shop, WINDOW);
        await shop.writer.addUsers([user]);
        await shop.writer.addProducts([product]);
        await shop.writer.addOrders([sample.order(user, product, { createdAt: UNTIL })]);
        const undone = new Error("undone");
        await assertRejects(() =>
          shop.membership.exclusively(async (members) => {
            assertEquals((await Array.fromAsync(members.standings(WINDOW, WINDOW))).flat().length, 1);
            throw undone;
          })
        );
        assertEquals((await standings(shop, WINDOW, WINDOW)).map(({ userId }) => userId), [user.userId]);
        assertEquals(await standings(shop, WINDOW, WINDOW), []);
      }),
    );

    it(
      "exclusively tells of the last run that was noted",
      inShop(open, async (shop) => {
        const last = () => shop.membership.exclusively((_, run) => Promise.resolve(run));
        assertEquals(await last(), null);
        await standings(shop, WINDOW);
        await standings(shop, NEXT);
        assertEquals(await last(), { asOf: NEXT.until, wholeAt: WINDOW.until });
      }),
    );

    it(
      "standings leave out what was cancelled by its status, and a cancellation makes its member due",
      inShop(open, async (shop) => {
        const sample = new Samples("cancelled");
        const user = sample.user({ grade: "BRONZE" });
        const product = sample.product({ price: 100_000 });
        const at = { createdAt: minutesAfter(AFTER, 5) };
        const orders = [sample.order(user, product, at), sample.order(user, product, at)];
        await feed(shop, { users: [user], products: [product], orders });
        await standings(shop, WINDOW);
        await shop.orders.change(orders[0]!.orderId, { status: "CANCELLED" });
        const due = await standings(shop, WINDOW, WINDOW);
        assertEquals(due, [{ userId: user.userId, grade: "BRONZE", standing: { amount: 100_000, orders: 1 } }]);
      }),
    );

    it(
      "standings of nobody are empty, and an id like any other counts",
      inShop(open, async (shop) => {
        assertEquals(await standings(shop, WINDOW), []);
        const odd = new Samples("odd").user({ userId: userIdSchema.parse("회원 ' \" 1"), grade: "VIP" });
        await shop.writer.addUsers([odd]);
        assertEquals((await standings(shop, WINDOW)).map(({ userId }) => userId), [odd.userId]);
      }),
    );
  });
}

/** A run that changes nothing, but is noted. */
async function standings(shop: ShopUnderTest, window: GradingWindow, since?: GradingWindow): Promise<MemberStanding[]> {
  const result = await shop.membership.exclusively(async (members) => {
    const found = (await Array.fromAsync(members.standings(window, since))).flat();
    await members.note({ asOf: window.until, wholeAt: WINDOW.until });
    return found;
  });
  assert(result !== "busy");
  return result;
}

function byUser(members: readonly MemberStanding[]): Map<UserId, { grade: Grade; standing: Standing }> {
  const found = new Map(members.map(({ userId, grade, standing }) => [userId, { grade, standing }]));
  assertEquals(found.size, members.length, "each member comes once");
  return found;
}
