import { assert, assertEquals, assertGreaterOrEqual } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { PoolsUnderTest } from "../../../../testing/ports/pools.ts";
import { Samples } from "../../../../testing/fixtures/commerce_samples.ts";
import type { User } from "../../../../domain/commerce/user.ts";

const READERS = 1_000;

/** Pools that are swapped whole under those who read them. */
export function cachePoolsContract(engine: string, open: () => Promise<PoolsUnderTest>): void {
  const inPools = (work: (under: PoolsUnderTest) => Promise<void>) => async () => {
    await using under = await open();
    await work(under);
  };

  describe(`CachePools in ${engine}`, () => {
    it(
      "pools are empty before they are filled",
      inPools(async ({ pools }) => {
        assertEquals([await pools.users(), await pools.products()], [[], []]);
        assertEquals([await pools.randomUser(), await pools.randomProduct()], [null, null]);
        assertEquals(await pools.sizes(), { users: 0, products: 0 });
        assert(await pools.isConnected());
      }),
    );

    it(
      "removeUser drops a member at once, and the next replacement has whom it names",
      inPools(async ({ pools, elsewhere }) => {
        const users = new Samples("dropped").users(5);
        await pools.replaceUsers(users);
        const { userId } = users[2]!;
        assertEquals([await elsewhere.removeUser(userId), await elsewhere.removeUser(userId)], [true, false]);
        const left = users.filter((user) => user.userId !== userId);
        assertEquals(sorted(await pools.users(), "userId"), sorted(left, "userId"));
        await pools.replaceUsers(left);
        assertEquals(sorted(await elsewhere.users(), "userId"), sorted(left, "userId"));
        await pools.replaceUsers(users);
        assertEquals((await elsewhere.users()).length, 5);
      }),
    );

    it(
      "replaceUsers and replaceProducts give every process the members just as they are",
      inPools(async ({ pools, elsewhere }) => {
        const sample = new Samples("pools");
        const users = [
          ...sample.users(30),
          sample.user({ name: "김'\"\\🎁", email: null, lastOrderedAt: new Date(1) }),
        ];
        const products = sample.products(20);
        await pools.replaceUsers(users);
        await pools.replaceProducts(products);
        assertEquals(sorted(await elsewhere.users(), "userId"), sorted(users, "userId"));
        assertEquals(sorted(await elsewhere.products(), "productId"), sorted(products, "productId"));
        assertEquals(await elsewhere.sizes(), { users: 31, products: 20 });
      }),
    );

    it(
      "replace leaves none of the members that were there before, and nobody at all when it is given none",
      inPools(async ({ pools, elsewhere }) => {
        const sample = new Samples("replace");
        const before = sample.users(10);
        const after = sample.users(3);
        await pools.replaceUsers(before);
        await pools.replaceProducts(sample.products(5));
        await elsewhere.replaceUsers(after);
        assertEquals(sorted(await pools.users(), "userId"), sorted(after, "userId"));
        assertEquals(await pools.sizes(), { users: 3, products: 5 });
        await pools.replaceUsers([]);
        assertEquals(await elsewhere.users(), []);
        assertEquals(await elsewhere.randomUser(), null);
        assertEquals(await pools.sizes(), { users: 0, products: 5 });
      }),
    );

    it(
      "a thousand readers see the old pool or the new one while it is replaced, never none and never a mix",
      inPools(async ({ pools, elsewhere }) => {
        const sample = new Samples("swap");
        const generations = [sample.users(40), sample.users(60)];
        const idsOf = (users: readonly User[]) => users.map(({ userId }) => userId).sort().join();
        const whole = new Set(generations.map(idsOf));
        await pools.replaceUsers(generations[0]!);
        let reading = true;
        let swaps = 0;
        const replacing = (async () => {
          while (reading) {
            await elsewhere.replaceUsers(generations[++swaps % 2]!);
            await new Promise((resolve) => setTimeout(resolve));
          }
        })();
        const seen = new Map<string, number>();
        await Promise.all(Array.from({ length: READERS }, async (_, n) => {
          // Spread over the swaps instead of all before the first.
          await new Promise((resolve) => setTimeout(resolve, n % 50));
          const ids = idsOf(await pools.users());
          seen.set(ids, (seen.get(ids) ?? 0) + 1);
          assert(await pools.randomUser() !== null);
          assert([40, 60].includes((await pools.sizes()).users));
        })).finally(() => reading = false);
        await replacing;
        assert(swaps > 1, "it was not replaced while it was read");
        assertEquals([...seen.keys()].filter((ids) => !whole.has(ids)), []);
        assertEquals([...seen.values()].reduce((sum, count) => sum + count, 0), READERS);
      }),
    );

    it(
      "randomUser and randomProduct give each member about as often",
      inPools(async ({ pools }) => {
        const sample = new Samples("random");
        const users = sample.users(10);
        const products = sample.products(10);
        await pools.replaceUsers(users);
        await pools.replaceProducts(products);
        for (
          const draw of [
            async () => (await pools.randomUser())!.userId as string,
            async () => (await pools.randomProduct())!.productId as string,
          ]
        ) {
          const drawn = Map.groupBy(await Promise.all(Array.from({ length: 1_000 }, draw)), (id) => id);
          assertEquals(drawn.size, 10);
          // 100 expected of each; 60 is more than six standard deviations away.
          for (const [id, times] of drawn) assert(Math.abs(times.length - 100) < 60, `${id}: ${times.length} times`);
        }
      }),
    );

    it(
      "use counts reads of what is there as hits and of what is not as misses",
      inPools(async ({ pools }) => {
        const before = await pools.use();
        await pools.users();
        await pools.randomProduct();
        const between = await pools.use();
        assertGreaterOrEqual(between.misses, before.misses + 2);
        await pools.replaceUsers(new Samples("use").users(2));
        for (let n = 0; n < 5; n++) await pools.randomUser();
        const after = await pools.use();
        assertGreaterOrEqual(after.hits, between.hits + 5);
        assertEquals(after.hitRate, after.hits / (after.hits + after.misses));
      }),
    );
  });
}

function sorted<K extends string, T extends Readonly<Record<K, string>>>(members: readonly T[], id: K): T[] {
  return members.toSorted((a, b) => (a[id] < b[id] ? -1 : 1));
}
