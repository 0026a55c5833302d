import { connectRedis, type RedisClient, type RedisConnection } from "../../../adapters/redis/core/connect.ts";
import { checkRedisConnection, redisRefusalOf } from "../../../adapters/redis/core/preflight.ts";
import { requireMaster } from "../../../adapters/redis/core/require_master.ts";
import { reasonOf } from "../../../application/shared/fault.ts";
import type { RedisConfig } from "../config/redis_config.ts";
import { explainRefusal, redisSettings } from "./remedies.ts";
import { rejection, requireReachable } from "./require_engines.ts";
import { readPassword, reread } from "../config/reread.ts";
import { readTlsFiles } from "../config/tls.ts";
import { CredentialWatch } from "../process/credential_watch.ts";
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
  const watch = new CredentialWatch({ onEnd: (refusal) => fail(rejection(refusal, settings)) });
  const redis = connectRedis({
    ...connection,
    onError: (error) => {
      watch.refused(redisRefusalOf(error, connection));
      log.debug({ engine: "redis", reason: reasonOf(error) }, "Redis connection");
    },
    onReady: () => watch.accepted(),
  });
  closing.opened("Redis", () => redis.disconnect());
  if (!isOptional) {
    health.needs(
      "redis",
      () => requireMaster(redis),
      (error) => explainRefusal(redisRefusalOf(error, connection), settings),
    );
  }
  return redis;
}

/** Throws `WrongSettings` for a file that can't be read. */
export function redisConnection(config: RedisConfig): RedisConnection {
  const { url, cluster, passwordFile } = config;
  return {
    url,
    cluster,
    tlsTexts: reread(() => readTlsFiles("REDIS", config)),
    ...(passwordFile ? { password: reread(() => readPassword(passwordFile)) } : {}),
  };
}
