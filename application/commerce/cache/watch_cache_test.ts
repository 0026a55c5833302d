import { assertEquals, assertRejects } from "@std/assert";
import { MemoryCachePools } from "../../../adapters/memory/commerce/cache_pools.ts";
import { Outage } from "../../shared/fault.ts";
import { ReplacementCount, watchCache } from "./watch_cache.ts";

const at = new Date("2026-03-02T02:45:35Z");
const loads = { load: () => Promise.resolve({ memoryBytes: 2_359_296, opsPerSecond: 1 }) };

Deno.test("watchCache gives the pools with their last refresh, the use and the load", async () => {
  const cache = new MemoryCachePools(Math.random);
  await cache.note(new Date("2026-03-02T02:45:20Z"));
  assertEquals(await watchCache({ pools: cache, refreshes: cache, loads }, at), {
    reachable: true,
    at,
    load: { memoryBytes: 2_359_296, opsPerSecond: 1 },
    use: { hits: 0, misses: 0, hitRate: null },
    pools: { users: 0, products: 0 },
    refresh: { count: 1, at: new Date("2026-03-02T02:45:20Z") },
  });
});

Deno.test("watchCache says why when the cache is unreachable, and lets other faults through", async () => {
  const cache = new MemoryCachePools(Math.random);
  const away = { load: () => Promise.reject(new Outage("Redis", "connection refused")) };
  assertEquals(await watchCache({ pools: cache, refreshes: cache, loads: away }, at), {
    reachable: false,
    at,
    reason: "Cannot reach Redis: connection refused",
  });
  const broken = { load: () => Promise.reject(new TypeError("a bug")) };
  await assertRejects(() => watchCache({ pools: cache, refreshes: cache, loads: broken }, at), TypeError);
});

Deno.test("ReplacementCount counts what happened since it began, also between two looks", () => {
  const counts = new ReplacementCount();
  const seen = [7, 7, 8, 11].map((count) => counts.add({ count, at }));
  assertEquals(seen, [0, 0, 1, 4]);
});

Deno.test("ReplacementCount counts the first refresh of a new cache, and goes on after one was emptied", () => {
  const counts = new ReplacementCount();
  assertEquals(counts.add(null), 0);
  assertEquals(counts.add({ count: 1, at }), 1);
  assertEquals(counts.add({ count: 5, at }), 5);
  assertEquals(counts.add(null), 5);
  assertEquals(counts.add({ count: 1, at }), 6);
});
