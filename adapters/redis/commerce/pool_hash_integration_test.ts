import { assertEquals } from "@std/assert";
import { requiredAddress } from "../../../testing/engines/required_address.ts";
import { uniqueName } from "../../../testing/engines/unique_name.ts";
import { connectRedis, type RedisClient } from "../core/connect.ts";
import { PoolHash } from "./pool_hash.ts";

const pool = (members: Readonly<Record<string, string>>) => new Map(Object.entries(members));

async function withPool(work: (redis: RedisClient, key: string) => Promise<void>): Promise<void> {
  for (const url of [requiredAddress("TEST_REDIS_URL"), requiredAddress("TEST_REDIS_CLUSTER")]) {
    const addresses = url.split(",").map((node) => node.includes("://") ? node : `redis://${node}`).join(",");
    const redis = connectRedis({ url: addresses });
    const key = uniqueName("pool");
    try {
      await work(redis, key);
    } finally {
      await redis.del(key);
      await redis.del(`${key}:written:{${key}}`);
      redis.disconnect();
    }
  }
}

Deno.test("PoolHash writes changes: new, changed and removed members", () =>
  withPool(async (redis, key) => {
    const hash = new PoolHash(redis, key);
    await hash.replace(pool({ a: "1", b: "2", c: "3" }));
    await hash.replace(pool({ b: "2", c: "4", d: "5" }));
    assertEquals(await redis.hgetall(key), { b: "2", c: "4", d: "5" });
    await hash.replace(pool({}));
    assertEquals(await redis.hgetall(key), {});
    await hash.replace(pool({ e: "6" }));
    assertEquals(await redis.hgetall(key), { e: "6" });
  }));

Deno.test("PoolHash sends a member again only when it changed", () =>
  withPool(async (redis, key) => {
    const hash = new PoolHash(redis, key);
    await hash.replace(pool({ a: "1", b: "2" }));
    await redis.hset(key, "a", "by hand");
    await hash.replace(pool({ a: "1", b: "3" }));
    assertEquals(await redis.hgetall(key), { a: "by hand", b: "3" });
    // Every twentieth refresh sends all members.
    for (let n = 0; n < 20; n++) await hash.replace(pool({ a: "1", b: "3" }));
    assertEquals(await redis.hgetall(key), { a: "1", b: "3" });
  }));

Deno.test("PoolHash writes the whole pool when another process has changed it", () =>
  withPool(async (redis, key) => {
    const hash = new PoolHash(redis, key);
    const other = new PoolHash(redis, key);
    const members = pool({ a: "1", b: "2" });
    for (
      const spoil of [
        () => other.replace(pool({ a: "of another", b: "process" })),
        () => redis.del(key),
        () => redis.del(`${key}:written:{${key}}`),
        () => redis.hdel(key, "a"),
        () => redis.hset(key, "c", "3"),
      ]
    ) {
      await hash.replace(members);
      await spoil();
      await hash.replace(members);
      assertEquals(await redis.hgetall(key), { a: "1", b: "2" }, String(spoil));
    }
  }));

Deno.test("PoolHash writes the whole pool after a write with unknown outcome", async () => {
  const key = uniqueName("pool");
  const redis = connectRedis({ url: requiredAddress("TEST_REDIS_URL") });
  let isAway = false;
  const failing = new Proxy(redis, {
    get(target, name) {
      const value = Reflect.get(target, name);
      if (name !== "eval") return typeof value === "function" ? value.bind(target) : value;
      return async (...args: unknown[]) => {
        const answer = await value.apply(target, args);
        if (isAway) throw new Error("the answer was lost");
        return answer;
      };
    },
  });
  try {
    const hash = new PoolHash(failing, key);
    await hash.replace(pool({ a: "1", b: "2" }));
    isAway = true;
    await hash.replace(pool({ a: "1", b: "3" })).catch(() => {});
    isAway = false;
    await redis.hset(key, "a", "by hand");
    await hash.replace(pool({ a: "1", b: "4" }));
    assertEquals(await redis.hgetall(key), { a: "1", b: "4" });
  } finally {
    await redis.del(key, `${key}:written:{${key}}`);
    redis.disconnect();
  }
});
