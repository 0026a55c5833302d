import { Cluster } from "ioredis";
import type { RedisClient } from "./connect.ts";

/** What `INFO` says, field by field. */
type RedisInfo = ReadonlyMap<string, string>;

/** One section of every node that takes writes: of a Cluster all masters, otherwise the one server. */
export async function infoOf(redis: RedisClient, section: string): Promise<RedisInfo[]> {
  // A Cluster client knows its nodes only once it has connected.
  if (redis instanceof Cluster && redis.status !== "ready") await redis.ping();
  const nodes = redis instanceof Cluster ? redis.nodes("master") : [redis];
  return await Promise.all(nodes.map(async (node) => parseInfo(await node.info(section))));
}

export function parseInfo(text: string): RedisInfo {
  const lines = text.split(/\r?\n/).filter((line) => line.includes(":") && !line.startsWith("#"));
  return new Map(lines.map((line) => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon), line.slice(colon + 1)] as const;
  }));
}

/** A number that every node counts for itself, added up. */
export function sumOf(infos: readonly RedisInfo[], field: string): number {
  return infos.reduce((total, info) => total + Number(info.get(field) ?? 0), 0);
}
