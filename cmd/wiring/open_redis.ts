import { connectRedis, type RedisClient } from "../../adapters/redis/connect.ts";
import { reasonOf } from "../../application/shared/fault.ts";
import type { RedisConfig } from "./config.ts";
import { readAuthority } from "./read_authority.ts";
import type { Process } from "./run_process.ts";

/** A client of the configured Redis; it ends with the process, which is not ready without it. */
export function openRedis({ log, health, closing }: Process, { url, cluster, caFile }: RedisConfig): RedisClient {
  const redis = connectRedis({
    url,
    cluster,
    ...(caFile ? { ca: readAuthority("REDIS_CA_FILE", caFile) } : {}),
    onError: (error) => log.debug({ engine: "redis", reason: reasonOf(error) }, "Redis connection"),
  });
  closing.defer(() => redis.disconnect());
  health.needs("redis", () => redis.ping());
  return redis;
}
