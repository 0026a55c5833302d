import { MemoryCachePools } from "../../adapters/memory/cache_pools.ts";
import { RedisCachePools } from "../../adapters/redis/cache_pools.ts";
import { connectRedis } from "../../adapters/redis/connect.ts";
import type { CachePools } from "../../application/commerce/ports/cache_pools.ts";
import { reasonOf } from "../../application/shared/fault.ts";
import type { Process } from "./run_process.ts";

/** Opens the configured Redis, or, where none is, the pools of this process. */
export function openCache({ config, log, health, closing }: Process): CachePools {
  if (!config.redis) return new MemoryCachePools(Math.random);
  const redis = connectRedis({
    url: config.redis.url,
    onError: (error) => log.debug({ engine: "redis", reason: reasonOf(error) }, "Redis connection"),
  });
  closing.defer(() => redis.disconnect());
  health.needs("redis", () => redis.ping());
  return new RedisCachePools(redis, config.prefix);
}
