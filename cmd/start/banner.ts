import type { Config } from "../wiring/config/config.ts";
import { invocationOf } from "../wiring/process/arguments.ts";
import { maskUrl } from "../wiring/config/settings.ts";

/** Of the first shop that `seed` makes. */
const ORDER = { userId: "U-1-000001", productId: "P-1-000001", quantity: 1, totalAmount: 30_000 };

/** What runs where and by which setting, and what to try; `address` is the page's. */
export function banner(config: Config, address: string, { demo }: { readonly demo: boolean } = { demo: true }): string {
  const { database, redis, kafka, identity: { dynamodb }, embedding, sourcing, dataFolder } = config;
  const here = dataFolder === null ? "in memory, gone at the end" : `in ${dataFolder}`;
  const engines: readonly (readonly [string, string])[] = [
    ["database", database.kind === "server" ? `${maskUrl(database.url)}  (${database.source})` : `embedded, ${here}`],
    ["cache", redis ? `${maskUrl(redis.url)}  (REDIS_URL)` : "in this process"],
    ["log", kafka ? `${kafka.brokers.join(", ")}  (KAFKA_BROKERS)` : `embedded, ${here}`],
    [
      "events",
      dynamodb
        ? `${dynamodb.table} at ${dynamodb.endpoint ?? dynamodb.region}  (EVENTS=dynamodb or DYNAMODB_ENDPOINT)`
        : `embedded, ${here}`,
    ],
    ["sourcing", sourcing.databases ? "three servers  (SOURCE_, DROPSHIP_, MARKET_DATABASE_URL)" : `embedded, ${here}`],
    ["texts", embedding.kind === "openai" ? `${embedding.model}  (EMBEDDINGS=openai)` : "compared by their words"],
  ];
  const tries: readonly (readonly [string, string])[] = [
    ["the page", address],
    ["the API", `${address}/docs`],
    ...demo
      ? [[
        "an order by hand",
        `curl ${address}/v1/orders -H content-type:application/json -d '${JSON.stringify(ORDER)}'`,
      ]] as const
      : [],
    ["scenarios", invocationOf("scenarios")],
    ["a check of it all", invocationOf("doctor")],
  ];
  return ["", ...rows("Engines", engines), "", ...rows("Try", tries), ""].join("\n");
}

function rows(title: string, pairs: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...pairs.map(([name]) => name.length));
  return [title, ...pairs.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`)];
}
