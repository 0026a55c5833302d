import type { Config } from "./config.ts";
import { maskUrl } from "./mask.ts";

/** The configuration as it may be logged: which engines, without passwords and keys. */
export function describeConfig(
  { database, dataFolder, redis, kafka, http, prefix, cache, sourcing }: Config,
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
    sourcing: sourcing.databases === null
      ? "embedded, when it is first asked for"
      : Object.fromEntries(Object.entries(sourcing.databases).map(([name, { url }]) => [name, maskUrl(url)])),
    keysAccepted: http.apiKeys.length,
    cache,
    ...(prefix ? { prefix } : {}),
  };
}
