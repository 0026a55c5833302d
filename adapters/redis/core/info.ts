import { Cluster, type Redis } from "ioredis";
import type { RedisClient } from "./connect.ts";

type RedisInfo = ReadonlyMap<string, string>;

/** The nodes that take writes. */
export async function mastersOf(redis: RedisClient): Promise<Redis[]> {
  if (!(redis instanceof Cluster)) return [redis];
  // A Cluster client does not know its nodes until it has connected.
  if (redis.status !== "ready") await redis.ping();
  return redis.nodes("master");
}

/** One `INFO` section of every node that takes writes. */
export async function infoOf(redis: RedisClient, section: string): Promise<RedisInfo[]> {
  return await Promise.all((await mastersOf(redis)).map(async (node) => parseInfo(await node.info(section))));
}

export function parseInfo(text: string): RedisInfo {
  const lines = text.split(/\r?\n/).filter((line) => line.includes(":") && !line.startsWith("#"));
  return new Map(lines.map((line) => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon), line.slice(colon + 1)] as const;
  }));
}

export function sumOf(infos: readonly RedisInfo[], field: string): number {
  return infos.reduce((total, info) => total + Number(info.get(field) ?? 0), 0);
}
