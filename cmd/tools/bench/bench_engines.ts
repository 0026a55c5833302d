import { connectPostgres, type Sql } from "../../../adapters/postgres/core/connect.ts";
import { addressOf } from "../../../adapters/postgres/core/connection/socket_address.ts";
import { connectRedis, type RedisClient } from "../../../adapters/redis/core/connect.ts";
import { serverOptions } from "../../wiring/engines/postgres.ts";
import { redisConnection } from "../../wiring/engines/redis.ts";
import type { Process } from "../../wiring/process/run_process.ts";

const COUNTED_CONNECTIONS = 4;

export async function countingStore({ config: { database }, closing }: Process, sql: Sql) {
  let statements = 0;
  const options = database.kind === "server" ? serverOptions(database) : { url: addressOf(sql) };
  const counting = connectPostgres({
    ...options,
    max: COUNTED_CONNECTIONS,
    onStatement: () => statements++,
  });
  closing.defer(() => counting.end({ timeout: 5 }));
  // Opens every connection first: each asks the server for its types once, which is not counted.
  await Promise.all(Array.from({ length: COUNTED_CONNECTIONS }, () => counting`select pg_sleep(0.1)`));
  return { sql: counting, statements: () => statements };
}

export function openRedis(
  { config: { redis, prefix }, closing }: Process,
): { client: RedisClient; key: string } | null {
  if (!redis) return null;
  const client = connectRedis(redisConnection(redis));
  closing.defer(() => client.disconnect());
  return { client, key: `${prefix}cache:users` };
}

export async function enginesOf({ config: { database, redis, kafka } }: Process, sql: Sql) {
  const [row] = await sql<{ version: string }[]>`select current_setting('server_version') as version`;
  return {
    postgres: `PostgreSQL ${row!.version}${database.kind === "embedded" ? ", embedded" : ""}`,
    redis: redis ? "Redis" : "in this process",
    kafka: kafka ? `${kafka.brokers.length} brokers` : "in this process",
  };
}
