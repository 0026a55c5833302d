import { Cluster } from "ioredis";
import { reasonOf } from "../../../application/shared/fault.ts";
import type { Probe } from "../../system/connection_refusal.ts";
import { withTimeout } from "../../system/with_timeout.ts";
import { connectRedis, type RedisClient, type RedisConnection } from "./connect.ts";
import { infoOf, parseInfo, sumOf } from "./info.ts";
import { checkRedisConnection, redisRefusalOf } from "./preflight.ts";

export interface RedisFacts {
  /** Of the oldest node. */
  readonly version: string;
  /** By the server's own word, not the settings. */
  readonly isCluster: boolean;
  readonly masters: number;
  readonly clusterState: string | null;
  readonly hasHrandfield: boolean;
  /** Of the node with the least room; 0: no limit. */
  readonly maxMemoryBytes: number;
  readonly usedMemoryBytes: number;
  readonly maxMemoryPolicy: string;
  /** `null` when writing works. Tried, and removed. */
  readonly writeRefusal: string | null;
  readonly clockOffsetMs: number;
}

/** A Cluster client without any node keeps a command for ever. */
const TIMEOUT_MS = 15_000;

/** Removes what it writes under `prefix`. Never throws. */
export async function probeRedis(connection: RedisConnection, prefix: string): Promise<Probe<RedisFacts>> {
  const refusal = await checkRedisConnection(connection);
  if (refusal) return { reachable: false, refusal };
  let lastError: Error | undefined;
  const redis = connectRedis({ ...connection, onError: (error) => lastError = error });
  try {
    return { reachable: true, facts: await withTimeout(TIMEOUT_MS, read(redis, prefix)) };
  } catch (error) {
    return { reachable: false, refusal: redisRefusalOf(lastError ?? error, connection) };
  } finally {
    redis.disconnect();
  }
}

async function read(redis: RedisClient, prefix: string): Promise<RedisFacts> {
  const [servers, memory] = await Promise.all([infoOf(redis, "server"), infoOf(redis, "memory")]);
  const isCluster = servers.some((info) => info.get("redis_mode") === "cluster");
  const limits = memory.map((info) => Number(info.get("maxmemory") ?? 0)).filter((limit) => limit > 0);
  const versions = servers.map((info) => info.get("redis_version") ?? "0.0.0");
  return {
    version: versions.toSorted((a, b) => a.localeCompare(b, "en", { numeric: true }))[0]!,
    isCluster,
    masters: servers.length,
    clusterState: isCluster ? parseInfo(String(await redis.cluster("INFO"))).get("cluster_state") ?? "unknown" : null,
    hasHrandfield: await redis.hrandfield(`${prefix}doctor`).then(() => true, isKnownCommand),
    maxMemoryBytes: limits.length > 0 ? Math.min(...limits) : 0,
    usedMemoryBytes: sumOf(memory, "used_memory"),
    maxMemoryPolicy: memory[0]?.get("maxmemory_policy") ?? "unknown",
    writeRefusal: await tryToWrite(redis, `${prefix}doctor`),
    clockOffsetMs: await clockOffset(redis),
  };
}

/** Other refusals (a missing right, a slot that lives elsewhere) show that the command exists. */
function isKnownCommand(error: unknown): boolean {
  return !reasonOf(error).includes("unknown command");
}

async function tryToWrite(redis: RedisClient, key: string): Promise<string | null> {
  try {
    // Expires by itself should the process die in between.
    await redis.set(key, "1", "EX", 10);
    await redis.del(key);
    return null;
  } catch (error) {
    return reasonOf(error);
  }
}

async function clockOffset(redis: RedisClient): Promise<number> {
  const node = redis instanceof Cluster ? redis.nodes("master")[0]! : redis;
  const sentAt = Date.now();
  const began = performance.now();
  const [seconds, microseconds] = (await node.time()).map(Number);
  const tripMs = performance.now() - began;
  return seconds! * 1_000 + microseconds! / 1_000 - (sentAt + tripMs / 2);
}
