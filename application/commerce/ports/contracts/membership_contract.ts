import { assert, assertEquals, assertRejects } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { feed, FIRST } from "../../../../testing/fixtures/feed.ts";
import { minutesAfter, NOON, Samples } from "../../../../testing/fixtures/commerce_samples.ts";
import { inShop, type OpenShop } from "../../../../testing/ports/shop.ts";
import type { GradingWindow } from "../membership.ts";

const WINDOW: GradingWindow = { after: NOON, until: minutesAfter(NOON, 24 * 60) };

/** One run at a time, undone as a whole; grades change only from what they were. */
export function membershipContract(engine: string, open: OpenShop): void {
  describe(`Membership in ${engine}`, () => {
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
  });
}
