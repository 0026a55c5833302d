import { MemoryCachePools } from "../../../adapters/memory/commerce/cache_pools.ts";
import { RedisCachePools } from "../../../adapters/redis/commerce/cache_pools.ts";
import type { CachePools } from "../../../application/commerce/ports/cache_pools.ts";
import type { PoolRefreshes } from "../../../application/commerce/ports/pool_refreshes.ts";
import type { RedisConfig } from "../config/config.ts";
import { openRedis } from "./open_redis.ts";
import type { Process } from "../process/run_process.ts";

/** Opens the configured Redis, or, where none is, the pools of this process. */
export function openCache(process: Process): CachePools & PoolRefreshes {
  const { config, metrics } = process;
  if (config.redis) return openRedisCache(process, config.redis);
  const pools = new MemoryCachePools(Math.random);
  // Redis tells its figures to whoever asks; these would stay in this process.
  metrics.showCacheUse(() => pools.use());
  return pools;
}

export function openRedisCache(process: Process, redisConfig: RedisConfig): RedisCachePools {
  return new RedisCachePools(openRedis(process, redisConfig), process.config.prefix);
}
