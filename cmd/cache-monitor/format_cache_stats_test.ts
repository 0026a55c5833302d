import { assertEquals } from "@std/assert";
import type { CacheStats } from "../../application/commerce/cache/watch_cache.ts";
import { formatBytes, formatCacheStats, jsonOf } from "./format_cache_stats.ts";

const at = new Date(2026, 2, 2, 11, 45, 35);
const secondsAgo = (seconds: number) => new Date(at.getTime() - seconds * 1_000);
const stats: Extract<CacheStats, { reachable: true }> = {
  reachable: true,
  at,
  load: { memoryBytes: 2_359_296, opsPerSecond: 1 },
  use: { hits: 40, misses: 0, hitRate: 1 },
  pools: { users: 1_000, products: 1_000 },
  refresh: { count: 12, at: secondsAgo(15) },
};
const observation = { stats, intervalSeconds: 50, replaced: 1 };
const barOf = (line: string) => line.slice(line.indexOf("] [") + 2, line.indexOf(" | "));

Deno.test("formatCacheStats writes the line of the guide", () => {
  assertEquals(
    formatCacheStats(observation),
    "[11:45:35] [15/50s ######--------------] | MEM: 2.25M | OPS/s: 1 | HIT: 100.0% | " +
      "CACHE: users=1000, products=1000 | 교체: 1회",
  );
});

Deno.test("formatCacheStats fills the bar from the refresh to the interval and no further", () => {
  const after = (seconds: number) =>
    barOf(formatCacheStats({ ...observation, stats: { ...stats, refresh: { count: 1, at: secondsAgo(seconds) } } }));
  assertEquals(after(0), "[0/50s --------------------]");
  assertEquals(after(2.9), "[2/50s --------------------]");
  assertEquals(after(49), "[49/50s ###################-]");
  assertEquals(after(50), "[50/50s ####################]");
  assertEquals(after(180), "[180/50s ####################]");
  assertEquals(after(-3), "[0/50s --------------------]");
});

Deno.test("formatCacheStats shows what is not known as a dash", () => {
  const unused = { ...stats, use: { hits: 0, misses: 0, hitRate: null }, refresh: null };
  assertEquals(
    formatCacheStats({ ...observation, stats: unused, replaced: 0 }),
    "[11:45:35] [-/50s --------------------] | MEM: 2.25M | OPS/s: 1 | HIT: - | " +
      "CACHE: users=1000, products=1000 | 교체: 0회",
  );
});

Deno.test("formatCacheStats says in the line why the cache can't be seen", () => {
  const away = { reachable: false as const, at, reason: "Cannot reach Redis: connection refused" };
  assertEquals(
    formatCacheStats({ ...observation, stats: away }),
    "[11:45:35] [-/50s --------------------] | Cannot reach Redis: connection refused",
  );
});

Deno.test("jsonOf writes one document a look, also of an outage", () => {
  assertEquals(JSON.parse(jsonOf(observation)), {
    at: at.toISOString(),
    reachable: true,
    secondsSinceRefresh: 15,
    intervalSeconds: 50,
    memoryBytes: 2_359_296,
    opsPerSecond: 1,
    hits: 40,
    misses: 0,
    hitRate: 1,
    pools: { users: 1_000, products: 1_000 },
    refreshes: 12,
    replaced: 1,
  });
  const away = { reachable: false as const, at, reason: "away" };
  assertEquals(JSON.parse(jsonOf({ ...observation, stats: away })), {
    at: at.toISOString(),
    reachable: false,
    reason: "away",
    intervalSeconds: 50,
    replaced: 1,
  });
});

Deno.test("formatBytes counts in powers of 1024", () => {
  assertEquals([0, 900, 1_024, 1_992_294, 3 * 1_024 ** 3].map(formatBytes), ["0B", "900B", "1.00K", "1.90M", "3.00G"]);
});
