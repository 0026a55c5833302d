import { connectRedis, type RedisClient, type RedisConnection } from "../../../adapters/redis/core/connect.ts";
import { knockAtRedis } from "../../../adapters/redis/core/knock.ts";
import { reasonOf } from "../../../application/shared/fault.ts";
import type { RedisConfig } from "../config/config.ts";
import { redisSettings, refusedEntry } from "./explain_refusal.ts";
import { readTlsFiles } from "../config/read_tls_files.ts";
import type { Process } from "../process/run_process.ts";

export interface RedisOptions {
  /** Whether the process does its work without it, only slower. */
  readonly isSpare?: boolean;
}

/**
 * A client of the configured Redis; it ends with the process, which is not ready without it unless it is spare.
 *
 * Without waiting for it, a Redis that is there and lets nobody in with these settings fails the process.
 */
export function openRedis(
  { log, health, closing, fail }: Process,
  config: RedisConfig,
  { isSpare = false }: RedisOptions = {},
): RedisClient {
  const connection = redisConnection(config);
  const knocking = knockAtRedis(connection).then((refusal) => {
    if (refusal) fail(refusedEntry(refusal, redisSettings(config)));
  });
  closing.defer(() => knocking);
  const redis = connectRedis({
    ...connection,
    onError: (error) => log.debug({ engine: "redis", reason: reasonOf(error) }, "Redis connection"),
  });
  closing.defer(() => redis.disconnect());
  if (!isSpare) health.needs("redis", () => redis.ping());
  return redis;
}

/** What the settings say of Redis, as the client takes it. Throws `WrongSettings` for a file that can't be read. */
export function redisConnection(config: RedisConfig): RedisConnection {
  const { url, cluster } = config;
  return { url, cluster, ...readTlsFiles("REDIS", config) };
}
