import { MemoryCachePools } from "../../adapters/memory/commerce/cache_pools.ts";
import { RedisCachePools } from "../../adapters/redis/commerce/cache_pools.ts";
import type { CachePools, PoolRefreshes } from "../../application/commerce/ports/cache.ts";
import type { RedisConfig } from "./config/redis_config.ts";
import { openRedis } from "./engines/redis.ts";
import { embeddedEngine } from "./engines/shared_engines.ts";
import type { Process } from "./process/run_process.ts";
import { MemoryActiveScenarios } from "../../adapters/memory/commerce/active_scenarios.ts";
import { MemoryShopOpening } from "../../adapters/memory/commerce/shop_opening.ts";
import { RedisActiveScenarios } from "../../adapters/redis/commerce/active_scenarios.ts";
import { RedisShopOpening } from "../../adapters/redis/commerce/shop_opening.ts";
import type { ActiveScenarios, ShopOpening } from "../../application/commerce/ports/simulation.ts";

export function openCache(process: Process): CachePools & PoolRefreshes {
  const { config, metrics } = process;
  if (config.redis) return openRedisCache(process, config.redis);
  const pools = embeddedEngine(process, "pools", () => new MemoryCachePools(Math.random));
  // A Redis has figures of its own.
  metrics.showCacheUse(() => pools.use());
  return pools;
}

export function openRedisCache(process: Process, redisConfig: RedisConfig): RedisCachePools {
  return new RedisCachePools(openRedis(process, redisConfig), process.config.prefix);
}

export interface SimulationState {
  readonly scenarios: ActiveScenarios;
  readonly opening: ShopOpening;
}

export function openSimulationState(process: Process): SimulationState {
  const { redis, prefix } = process.config;
  if (!redis) {
    return {
      scenarios: embeddedEngine(process, "scenarios", () => new MemoryActiveScenarios()),
      opening: embeddedEngine(process, "opening", () => new MemoryShopOpening()),
    };
  }
  const client = openRedis(process, redis);
  return { scenarios: new RedisActiveScenarios(client, prefix), opening: new RedisShopOpening(client, prefix) };
}
