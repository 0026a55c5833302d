import { RedisCachePools } from "../../adapters/redis/commerce/cache_pools.ts";
import { connectRedis, type RedisClient } from "../../adapters/redis/core/connect.ts";
import type { CachePools } from "../../application/commerce/ports/cache_pools.ts";
import { requiredAddress } from "../engines/required_address.ts";
import { uniqueName } from "../engines/unique_name.ts";

/** Empty pools, seen by two processes, for their contract suite. */
export interface PoolsUnderTest extends AsyncDisposable {
  readonly pools: CachePools;
  /** The same pools as another process has them. */
  readonly elsewhere: CachePools;
}

/** Pools in the real Redis under a prefix of their own; their keys are deleted when disposed of. */
export async function redisPools(kind: "single" | "cluster"): Promise<PoolsUnderTest> {
  const url = kind === "single"
    ? requiredAddress("TEST_REDIS_URL")
    : requiredAddress("TEST_REDIS_CLUSTER").split(",").map((node) => `redis://${node}`).join(",");
  const prefix = `${uniqueName("pools")}.`;
  const redis = connectRedis({ url });
  const other = connectRedis({ url });
  await Promise.all([redis.connect(), other.connect()]);
  return {
    pools: new RedisCachePools(redis, prefix),
    elsewhere: new RedisCachePools(other, prefix),
    [Symbol.asyncDispose]: async () => {
      // One by one: on a Cluster they may be on different nodes.
      for (const key of ["users", "products", "refreshed"]) await redis.del(`${prefix}cache:${key}`);
      await Promise.all([redis, other].map(endOf));
    },
  };
}

/** Sends QUIT and waits for the connections to close. */
export async function endOf(redis: RedisClient): Promise<void> {
  const ended = new Promise<void>((resolve) => redis.once("end", () => resolve()));
  await redis.quit();
  await ended;
}
