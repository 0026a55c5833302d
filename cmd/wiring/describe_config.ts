import type { Config } from "./config.ts";
import { maskUrl } from "./mask.ts";

/** The configuration as it may be logged: which engines, without passwords and keys. */
export function describeConfig(
  { database, dataFolder, redis, kafka, http, prefix, cache }: Config,
): Record<string, unknown> {
  return {
    database: database.kind === "embedded"
      ? `embedded in ${dataFolder ?? "memory"}`
      : `${maskUrl(database.url)} (${database.source}, tls ${database.tls}${
        database.prepare ? "" : ", no prepared statements"
      })`,
    redis: redis ? maskUrl(redis.url) : "in this process",
    kafka: kafka
      ? `${kafka.brokers.join(",")}${kafka.tls ? " tls" : ""}${kafka.sasl ? ` ${kafka.sasl.mechanism}` : ""}`
      : "in this process",
    keysAccepted: http.apiKeys.length,
    cache,
    ...(prefix ? { prefix } : {}),
  };
}
