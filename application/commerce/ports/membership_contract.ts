import { assert, assertEquals, assertRejects } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { feed, FIRST } from "../../../testing/fixtures/feed.ts";
import { minutesAfter, NOON, Samples } from "../../../testing/fixtures/commerce_samples.ts";
import { inShop, type OpenShop, type ShopUnderTest } from "../../../testing/ports/shop.ts";
import { contribution, type Grade, GRADES, type Standing } from "../../../domain/commerce/grade.ts";
import { type UserId, userIdSchema } from "../../../domain/commerce/user.ts";
import type { Order } from "../../../domain/commerce/order.ts";
import { pick } from "../../../domain/shared/random.ts";
import type { GradingWindow, MemberStanding } from "./membership.ts";

const AFTER = NOON;
const UNTIL = minutesAfter(NOON, 24 * 60);
const WINDOW: GradingWindow = { after: AFTER, until: UNTIL };
/** Ten minutes on. */
const NEXT: GradingWindow = { after: minutesAfter(AFTER, 10), until: minutesAfter(UNTIL, 10) };

/** What members bought counts as the domain says; grades change only from what they were. */
export function membershipContract(engine: string, open: OpenShop): void {
  describe(`Membership in ${engine}`, () => {
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
      "sleep makes those dormant who were not there since, and leaves guests; pools do not have them",
      inShop(open, async (shop) => {
        const sample = new Samples("sleep");
        const old = { createdAt: minutesAfter(NOON, -100), lastLoginAt: null };
        const product = sample.product();
        const users = [
          sample.user(old),
          sample.user({ ...old, lastLoginAt: minutesAfter(NOON, -50) }),
          sample.user({ ...old, lastLoginAt: NOON }),
          sample.user({ createdAt: NOON, lastLoginAt: null }),
          sample.user({ ...old, isGuest: true }),
          sample.user(old),
          sample.user(old),
        ];
        const orders = [
          sample.order(users[5]!, product, { createdAt: NOON }),
          sample.order(users[6]!, product, { createdAt: minutesAfter(NOON, -60) }),
        ];
        await feed(shop, { users, products: [product], orders });
        assertEquals(await shop.membership.sleep(minutesAfter(NOON, -10)), 3);
        assertEquals(await shop.membership.sleep(minutesAfter(NOON, -10)), 0);
        const statuses = await Promise.all(users.map(async ({ userId }) => (await shop.users.find(userId))!.status));
        assertEquals(statuses.map((status) => status === "DORMANT"), [true, true, false, false, false, false, true]);
        const pool = [...await shop.candidates.buyers(9), ...await shop.candidates.newcomers(9)];
        assertEquals(
          pool.map(({ userId }) => userId).sort(),
          [users[2]!, users[3]!, users[5]!].map((u) => u.userId).sort(),
        );
      }),
    );

    it(
      "regrade changes a grade only where it still is what it was thought to be",
      inShop(open, async (shop) => {
        const sample = new Samples("regrade");
        const moved = sample.user({ grade: "GOLD" });
        const still = sample.user({ grade: "SILVER" });
        const gone = sample.user();
        await shop.writer.addUsers([moved, still]);
        const changed = await shop.membership.regrade([
          { userId: moved.userId, from: "SILVER", to: "VIP" },
          { userId: still.userId, from: "SILVER", to: "BRONZE" },
          { userId: gone.userId, from: "BRONZE", to: "VIP" },
        ]);
        assertEquals(changed, 1);
        assertEquals((await shop.users.find(moved.userId))?.grade, "GOLD");
        assertEquals((await shop.users.find(still.userId))?.grade, "BRONZE");
        assertEquals(await shop.membership.regrade([]), 0);
      }),
    );

    it(
      "exclusively undoes all changes when the work throws, and throws the same",
      inShop(open, async (shop) => {
        const user = new Samples("undone").user();
        await shop.writer.addUsers([user]);
        const stopped = new DOMException("The process was asked to stop", "AbortError");
        const thrown = await assertRejects(() =>
          shop.membership.exclusively(async (members) => {
            assertEquals(await members.regrade([{ userId: user.userId, from: "BRONZE", to: "VIP" }]), 1);
            throw stopped;
          })
        );
        assertEquals(thrown, stopped);
        assertEquals((await shop.users.find(user.userId))?.grade, "BRONZE");
        assertEquals(await shop.membership.exclusively(() => Promise.resolve(1)), 1);
      }),
    );

    it(
      "exclusively never runs two works at the same time",
      inShop(open, async (shop) => {
        let running = 0;
        let ran = 0;
        const results = await Promise.all(
          Array.from({ length: 5 }, () =>
            shop.membership.exclusively(async (members) => {
              assertEquals(++running, 1);
              await Array.fromAsync(members.standings(WINDOW));
              ran++;
              running--;
              return "done" as const;
            })),
        );
        assertEquals(results.filter((result) => result === "done").length, ran);
        assert(ran > 0);
      }),
    );

    it(
      "regrade and storing orders go on side by side",
      inShop(open, async (shop) => {
        const sample = new Samples("side by side");
        const users = sample.users(60);
        const products = sample.products(3);
        await feed(shop, { users, products });
        const grades = async () => {
          for (let round = 0; round < 6; round++) {
            const [from, to] = round % 2 === 0 ? ["BRONZE", "VIP"] as const : ["VIP", "BRONZE"] as const;
            // The other way round than the orders come in.
            const changes = users.toReversed().map(({ userId }) => ({ userId, from, to }));
            await shop.membership.exclusively(async (members) => {
              for (let n = 0; n < changes.length; n += 10) await members.regrade(changes.slice(n, n + 10));
            });
          }
        };
        const orders = async (partition: number) => {
          for (let round = 0; round < 10; round++) {
            const createdAt = minutesAfter(NOON, round);
            const batch = users.map((user) => sample.order(user, products[0]!, { createdAt }));
            await feed(shop, { orders: batch }, { ...FIRST, partition });
          }
        };
        await Promise.all([grades(), orders(1), orders(2)]);
        assertEquals((await shop.figures.figures()).grades, { VIP: 0, GOLD: 0, SILVER: 0, BRONZE: 60 });
        assertEquals(await shop.reconcile(), []);
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
