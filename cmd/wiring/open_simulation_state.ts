import { MemoryActiveScenarios } from "../../adapters/memory/commerce/active_scenarios.ts";
import { MemoryShopOpening } from "../../adapters/memory/commerce/shop_opening.ts";
import { RedisActiveScenarios } from "../../adapters/redis/commerce/active_scenarios.ts";
import { RedisShopOpening } from "../../adapters/redis/commerce/shop_opening.ts";
import type { ActiveScenarios } from "../../application/commerce/ports/active_scenarios.ts";
import type { ShopOpening } from "../../application/commerce/ports/shop_opening.ts";
import { openRedis } from "./engines/open_redis.ts";
import type { Process } from "./process/run_process.ts";

/** What the producers are told by other processes. */
export interface SimulationState {
  readonly scenarios: ActiveScenarios;
  readonly opening: ShopOpening;
}

/** In the configured Redis, or, where none is, in this process. */
export function openSimulationState(process: Process): SimulationState {
  const { redis, prefix } = process.config;
  if (!redis) return { scenarios: new MemoryActiveScenarios(), opening: new MemoryShopOpening() };
  const client = openRedis(process, redis);
  return { scenarios: new RedisActiveScenarios(client, prefix), opening: new RedisShopOpening(client, prefix) };
}
