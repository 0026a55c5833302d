import { connectRedis, type RedisClient, type RedisConnection } from "../../../adapters/redis/core/connect.ts";
import { checkRedisConnection, redisRefusalOf } from "../../../adapters/redis/core/preflight.ts";
import { reasonOf } from "../../../application/shared/fault.ts";
import type { RedisConfig } from "../config/redis_config.ts";
import { explainRefusal, redisSettings } from "./remedies.ts";
import { requireReachable } from "./require_engines.ts";
import { readTlsFiles } from "../config/tls.ts";
import type { Process } from "../process/run_process.ts";

interface RedisOptions {
  /** Whether the process works without it, slower. */
  readonly isOptional?: boolean;
}

/** A Redis that rejects these settings fails the process; nothing waits for that check. */
export function openRedis(
  { log, health, closing, fail }: Process,
  config: RedisConfig,
  { isOptional = false }: RedisOptions = {},
): RedisClient {
  const connection = redisConnection(config);
  const settings = redisSettings(config);
  const checking = checkRedisConnection(connection)
    .then((refusal) => requireReachable(refusal, settings)).catch(fail);
  closing.opened("the check of Redis", () => checking);
  const redis = connectRedis({
    ...connection,
    onError: (error) => log.debug({ engine: "redis", reason: reasonOf(error) }, "Redis connection"),
  });
  closing.opened("Redis", () => redis.disconnect());
  if (!isOptional) {
    health.needs("redis", () => redis.ping(), (error) => explainRefusal(redisRefusalOf(error, connection), settings));
  }
  return redis;
}

/** Throws `WrongSettings` for a file that can't be read. */
export function redisConnection(config: RedisConfig): RedisConnection {
  const { url, cluster } = config;
  return { url, cluster, ...readTlsFiles("REDIS", config) };
}
