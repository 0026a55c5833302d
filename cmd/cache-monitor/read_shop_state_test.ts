import { assertEquals } from "@std/assert";
import { createMetrics, showProcess } from "../wiring/process/metrics.ts";
import { readShopState } from "./read_shop_state.ts";

const at = new Date("2026-03-02T02:45:35Z");

function shop() {
  const metrics = createMetrics("start");
  showProcess(metrics.registry, new AbortController().signal);
  const use = { hits: 30, misses: 10 };
  metrics.showCacheUse(() => Promise.resolve({ ...use, hitRate: null }));
  const fetcher = async () => new Response(await metrics.registry.metrics());
  return { metrics, use, fetcher };
}

Deno.test("readShopState reads what a running shop says of the cache inside it", async () => {
  const { metrics, use, fetcher } = shop();
  const look = readShopState("http://shop", fetcher);
  const first = await look(at);
  assertEquals(first.reachable && first.refresh, null);
  metrics.poolMembers.set({ pool: "users" }, 1_000);
  metrics.poolMembers.set({ pool: "products" }, 700);
  metrics.poolRefreshes.inc();
  metrics.poolsRefreshedAt.set(at.getTime() / 1_000);
  use.hits = 34;
  const second = await look(new Date(at.getTime() + 2_000));
  if (!second.reachable) throw new Error(second.reason);
  assertEquals(second.pools, { users: 1_000, products: 700 });
  assertEquals(second.refresh, { count: 1, at });
  assertEquals(second.use, { hits: 34, misses: 10, hitRate: 34 / 44 });
  assertEquals(second.load.opsPerSecond, 2);
});

Deno.test("readShopState says that nothing answers", async () => {
  const refused = () => Promise.reject(new TypeError("connection refused"));
  assertEquals(await readShopState("http://127.0.0.1:8000", refused)(at), {
    reachable: false,
    at,
    reason: "Cannot reach the shop at http://127.0.0.1:8000: connection refused",
  });
});
