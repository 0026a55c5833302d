import { assertEquals, assertRejects } from "@std/assert";
import { makeProduct } from "../../../domain/commerce/simulation/make_product.ts";
import { makeUser } from "../../../domain/commerce/simulation/make_user.ts";
import type { Product } from "../../../domain/commerce/product.ts";
import type { User } from "../../../domain/commerce/user.ts";
import { seededRandom } from "../../../domain/shared/random.ts";
import { Outage } from "../../shared/fault.ts";
import type { PoolCandidates } from "../ports/cache.ts";
import { refreshPools } from "./refresh_pools.ts";

const now = new Date("2026-03-02T03:00:00Z");
const random = seededRandom("refresh");

function users(kind: string, count: number, lastOrderedAt: Date | null): User[] {
  return Array.from({ length: count }, (_, i) => ({ ...makeUser({ id: `${kind}-${i}`, now, random }), lastOrderedAt }));
}

function products(kind: string, count: number, orderCount: number): Product[] {
  return Array.from({ length: count }, (_, i) => ({ ...makeProduct({ id: `${kind}-${i}`, now, random }), orderCount }));
}

function arrange(counts: { buyers: number; newcomers: number; sellers: number; unsold: number }) {
  const buyers = users("B", counts.buyers, now);
  const newcomers = users("N", counts.newcomers, null);
  const sellers = products("S", counts.sellers, 9);
  const unsold = products("F", counts.unsold, 0);
  const page = <T>(all: T[]) => (limit: number) => Promise.resolve(all.slice(0, limit));
  const candidates: PoolCandidates = {
    buyers: page(buyers),
    newcomers: page(newcomers),
    erasedAmongst: () => Promise.resolve([]),
    bestSellers: page(sellers),
    unsold: page(unsold),
  };
  const filled = { users: [] as readonly User[], products: [] as readonly Product[] };
  const pools = {
    replaceUsers: (all: readonly User[]) => Promise.resolve(void (filled.users = all)),
    removeUser: (id: string) => {
      filled.users = filled.users.filter(({ userId }) => userId !== id);
      return Promise.resolve(true);
    },
    replaceProducts: (all: readonly Product[]) => Promise.resolve(void (filled.products = all)),
  };
  const noted: Date[] = [];
  const refreshes = { note: (at: Date) => Promise.resolve(void noted.push(at)) };
  const split = () => ({
    buyers: filled.users.filter(({ lastOrderedAt }) => lastOrderedAt !== null).length,
    newcomers: filled.users.filter(({ lastOrderedAt }) => lastOrderedAt === null).length,
    sellers: filled.products.filter(({ orderCount }) => orderCount > 0).length,
    unsold: filled.products.filter(({ orderCount }) => orderCount === 0).length,
  });
  return { candidates, pools, refreshes, clock: () => now, filled, noted, split };
}

Deno.test("refreshPools selects 600 buyers and 400 newcomers, 700 best sellers and 300 unsold products", async () => {
  const shop = arrange({ buyers: 2_000, newcomers: 2_000, sellers: 2_000, unsold: 2_000 });
  assertEquals(await refreshPools(shop), { users: 1_000, products: 1_000 });
  assertEquals(shop.split(), { buyers: 600, newcomers: 400, sellers: 700, unsold: 300 });
});

Deno.test("refreshPools drops who was erased after the candidates were read", async () => {
  const shop = arrange({ buyers: 5, newcomers: 5, sellers: 5, unsold: 5 });
  const candidates = {
    ...shop.candidates,
    erasedAmongst: (all: readonly User[]) => Promise.resolve(all.slice(0, 1).map(({ userId }) => userId)),
  };
  const before = (await shop.candidates.newcomers(1))[0]!;
  assertEquals((await refreshPools({ ...shop, candidates })).users, 9);
  assertEquals([shop.filled.users.length, shop.filled.users.includes(before)], [9, false]);
});

Deno.test("refreshPools fills up with the other kind when one runs short", async () => {
  const few = arrange({ buyers: 2_000, newcomers: 50, sellers: 10, unsold: 2_000 });
  assertEquals(await refreshPools(few), { users: 1_000, products: 1_000 });
  assertEquals(few.split(), { buyers: 950, newcomers: 50, sellers: 10, unsold: 990 });
});

Deno.test("refreshPools fills a new shop's pools with newcomers and unsold products", async () => {
  const shop = arrange({ buyers: 0, newcomers: 2_000, sellers: 0, unsold: 2_000 });
  await refreshPools(shop);
  assertEquals(shop.split(), { buyers: 0, newcomers: 1_000, sellers: 0, unsold: 1_000 });
});

Deno.test("refreshPools includes all members of a small shop", async () => {
  const shop = arrange({ buyers: 3, newcomers: 4, sellers: 5, unsold: 6 });
  assertEquals(await refreshPools(shop), { users: 7, products: 11 });
  const empty = arrange({ buyers: 0, newcomers: 0, sellers: 0, unsold: 0 });
  assertEquals(await refreshPools(empty), { users: 0, products: 0 });
});

Deno.test("refreshPools follows the size it is given", async () => {
  const shop = arrange({ buyers: 50, newcomers: 50, sellers: 50, unsold: 50 });
  assertEquals(await refreshPools(shop, { size: 10 }), { users: 10, products: 10 });
  assertEquals(shop.split(), { buyers: 6, newcomers: 4, sellers: 7, unsold: 3 });
});

Deno.test("refreshPools skips no customer when one buys between two queries", async () => {
  const shop = arrange({ buyers: 5, newcomers: 30, sellers: 0, unsold: 30 });
  const { newcomers, unsold } = shop.candidates;
  const withoutFirst = <T>(ask: (limit: number) => Promise<T[]>) => {
    let asked = 0;
    return async (limit: number) => asked++ === 0 ? await ask(limit) : (await ask(limit + 1)).slice(1);
  };
  const candidates = { ...shop.candidates, newcomers: withoutFirst(newcomers), unsold: withoutFirst(unsold) };
  assertEquals(await refreshPools({ ...shop, candidates }, { size: 20 }), { users: 20, products: 20 });
});

Deno.test("refreshPools counts a customer who bought between two queries once, as a buyer", async () => {
  const shop = arrange({ buyers: 1, newcomers: 0, sellers: 0, unsold: 0 });
  const [buyer] = await shop.candidates.buyers(1);
  const candidates = { ...shop.candidates, newcomers: () => Promise.resolve([{ ...buyer!, lastOrderedAt: null }]) };
  assertEquals(await refreshPools({ ...shop, candidates }), { users: 1, products: 0 });
  assertEquals(shop.filled.users, [buyer!]);
});

Deno.test("refreshPools keeps the pools when the store is unreachable", async () => {
  const shop = arrange({ buyers: 5, newcomers: 5, sellers: 5, unsold: 5 });
  await refreshPools(shop);
  const before = { ...shop.filled };
  const candidates = { ...shop.candidates, unsold: () => Promise.reject(new Outage("store", "away")) };
  await assertRejects(() => refreshPools({ ...shop, candidates }), Outage);
  assertEquals(shop.filled, before);
  assertEquals(shop.noted, [now]);
});

Deno.test("refreshPools records the refresh after both pools are filled", async () => {
  const shop = arrange({ buyers: 1, newcomers: 1, sellers: 1, unsold: 1 });
  const pools = { ...shop.pools, replaceProducts: () => Promise.reject(new Outage("cache", "away")) };
  await assertRejects(() => refreshPools({ ...shop, pools }), Outage);
  assertEquals(shop.noted, []);
  await refreshPools(shop);
  assertEquals(shop.noted, [now]);
});
