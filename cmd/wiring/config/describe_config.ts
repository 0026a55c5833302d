import type { Config } from "./config.ts";
import type { AwsConfig } from "./identity_config.ts";
import { maskUrl } from "./settings.ts";

/** The configuration for the log, without passwords and keys. */
export function describeConfig(config: Config): Record<string, unknown> {
  // Any variable may hold an address with a password by mistake.
  return JSON.parse(JSON.stringify(describe(config), (_, value) => typeof value === "string" ? maskUrl(value) : value));
}

function describe(
  { database, dataFolder, redis, kafka, identity, http, prefix, commerce: { cache }, embedding, sourcing }: Config,
): Record<string, unknown> {
  return {
    database: database.kind === "embedded"
      ? `embedded in ${dataFolder ?? "memory"}`
      : `${maskUrl(database.url)} (${database.source}, tls ${database.tls}${
        database.prepare === false ? ", no prepared statements" : ""
      })`,
    redis: redis ? maskUrl(redis.url) : "in this process",
    kafka: kafka
      ? `${kafka.brokers.join(",")}${kafka.tls ? " tls" : ""}${kafka.sasl ? ` ${kafka.sasl.mechanism}` : ""}`
      : "in this process",
    embedding: embedding.kind === "openai" ? `${embedding.model} at ${maskUrl(embedding.baseUrl)}` : "by words alone",
    events: identity.dynamodb ? `${identity.dynamodb.table} in ${placeOf(identity.dynamodb)}` : "in this process",
    archive: identity.archive
      ? `${identity.archive.bucket} in ${placeOf(identity.archive)}`
      : `folder in ${dataFolder}`,
    sourcing: sourcing.databases === null
      ? `embedded in ${dataFolder ?? "memory"}`
      : Object.fromEntries(Object.entries(sourcing.databases).map(([name, { url }]) => [name, maskUrl(url)])),
    keysAccepted: http.apiKeys.length,
    cache,
    ...(prefix ? { prefix } : {}),
  };
}

function placeOf({ region, endpoint, credentials }: AwsConfig): string {
  const asWho = credentials ? `as ${credentials.accessKeyId}` : "by the machine's role";
  return `${endpoint ? maskUrl(endpoint) : region}, ${asWho}`;
}
