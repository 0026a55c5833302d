import { connectRedis, type RedisClient } from "../../adapters/redis/connect.ts";
import { reasonOf } from "../../application/shared/fault.ts";
import type { RedisConfig } from "./config.ts";
import { readAuthority } from "./read_authority.ts";
import type { Process } from "./run_process.ts";

export interface RedisOptions {
  /** Whether the process does its work without it, only slower. */
  readonly isSpare?: boolean;
}

/** A client of the configured Redis; it ends with the process, which is not ready without it unless it is spare. */
export function openRedis(
  { log, health, closing }: Process,
  { url, cluster, caFile }: RedisConfig,
  { isSpare = false }: RedisOptions = {},
): RedisClient {
  const redis = connectRedis({
    url,
    cluster,
    ...(caFile ? { ca: readAuthority("REDIS_CA_FILE", caFile) } : {}),
    onError: (error) => log.debug({ engine: "redis", reason: reasonOf(error) }, "Redis connection"),
  });
  closing.defer(() => redis.disconnect());
  if (!isSpare) health.needs("redis", () => redis.ping());
  return redis;
}
