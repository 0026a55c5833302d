import { MemoryCachePools } from "../../adapters/memory/cache_pools.ts";
import { RedisCachePools } from "../../adapters/redis/cache_pools.ts";
import { connectRedis } from "../../adapters/redis/connect.ts";
import type { CachePools } from "../../application/commerce/ports/cache_pools.ts";
import type { PoolRefreshes } from "../../application/commerce/ports/pool_refreshes.ts";
import { reasonOf } from "../../application/shared/fault.ts";
import type { RedisConfig } from "./config.ts";
import { readAuthority } from "./read_authority.ts";
import type { Process } from "./run_process.ts";

/** Opens the configured Redis, or, where none is, the pools of this process. */
export function openCache(process: Process): CachePools & PoolRefreshes {
  const { config, metrics } = process;
  if (config.redis) return openRedisCache(process, config.redis);
  const pools = new MemoryCachePools(Math.random);
  // Redis tells its figures to whoever asks; these would stay in this process.
  metrics.showCacheUse(() => pools.use());
  return pools;
}

export function openRedisCache({ config, log, health, closing }: Process, redisConfig: RedisConfig): RedisCachePools {
  const { url, cluster, caFile } = redisConfig;
  const redis = connectRedis({
    url,
    cluster,
    ...(caFile ? { ca: readAuthority("REDIS_CA_FILE", caFile) } : {}),
    onError: (error) => log.debug({ engine: "redis", reason: reasonOf(error) }, "Redis connection"),
  });
  closing.defer(() => redis.disconnect());
  health.needs("redis", () => redis.ping());
  return new RedisCachePools(redis, config.prefix);
}
