import { assert, assertEquals, assertRejects } from "@std/assert";
import { Outage } from "../../../application/shared/fault.ts";
import { requiredAddress } from "../../../testing/engines/required_address.ts";
import { uniqueName } from "../../../testing/engines/unique_name.ts";
import { RedisCachePools } from "./cache_pools.ts";
import { connectRedis, type RedisClient } from "../core/connect.ts";

const at = new Date("2026-03-02T02:45:35.120Z");

async function withCache(redis: RedisClient, work: (cache: RedisCachePools) => Promise<void>): Promise<void> {
  const prefix = `${uniqueName("cache")}.`;
  try {
    await work(new RedisCachePools(redis, prefix));
  } finally {
    await redis.del(`${prefix}cache:refreshed`);
    redis.disconnect();
  }
}

const single = () => connectRedis({ url: requiredAddress("TEST_REDIS_URL") });
/** Through one address, like a managed Cluster. */
const cluster = () => {
  const [node] = requiredAddress("TEST_REDIS_CLUSTER").split(",");
  return connectRedis({ url: `redis://${node}`, cluster: true });
};

for (const [name, connect] of [["one server", single], ["a Cluster behind one address", cluster]] as const) {
  Deno.test(`RedisCachePools counts the refreshes of its pools on ${name}`, async () => {
    await withCache(connect(), async (cache) => {
      assertEquals(await cache.last(), null);
      await cache.note(new Date(0));
      await cache.note(at);
      assertEquals(await cache.last(), { count: 2, at });
    });
  });

  Deno.test(`RedisCachePools returns the load of ${name} as its first command`, async () => {
    await withCache(connect(), async (cache) => {
      const { memoryBytes, opsPerSecond } = await cache.load();
      assert(memoryBytes > 500_000, `${memoryBytes} bytes are less than an empty Redis takes`);
      assert(opsPerSecond >= 0);
      const { hits, misses } = await cache.use();
      assert(hits + misses >= 0);
    });
  });
}

Deno.test("RedisCachePools reports in plain words that nothing listens", async () => {
  const redis = connectRedis({ url: "redis://127.0.0.1:1" });
  const error = await assertRejects(() => new RedisCachePools(redis).last(), Outage);
  assertEquals(error.message, "Cannot reach Redis: no connection");
  redis.disconnect();
});

Deno.test("RedisCachePools times out when no node of a Cluster exists", async () => {
  const redis = connectRedis({ url: "redis://127.0.0.1:1,redis://127.0.0.1:2" });
  const pools = new RedisCachePools(redis);
  await Promise.all([
    assertRejects(() => pools.last(), Outage, "no answer within 6 s"),
    assertRejects(() => pools.note(at), Outage),
  ]);
  redis.disconnect();
});
