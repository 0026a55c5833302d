import { assertEquals } from "@std/assert";
import type { CachePools } from "../ports/cache.ts";
import { splitPools } from "./split_pools.ts";

Deno.test("splitPools counts both kinds of members in both pools", async () => {
  const ordered = new Date("2026-03-01T00:00:00Z");
  const pools = {
    users: () => Promise.resolve([{ lastOrderedAt: ordered }, { lastOrderedAt: null }, { lastOrderedAt: ordered }]),
    products: () => Promise.resolve([{ orderCount: 0 }, { orderCount: 4 }]),
  } as unknown as CachePools;
  assertEquals(await splitPools(pools), { users: { bought: 2, new: 1 }, products: { ordered: 1, unsold: 1 } });
});
