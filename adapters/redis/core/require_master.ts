import { Cluster } from "ioredis";
import { reasonOf } from "../../../application/shared/fault.ts";
import type { RedisClient } from "./connect.ts";
import { parseInfo } from "./info.ts";

/** Throws as the server would at a write where it is a replica, and drops the connection: its name may have moved. */
export async function requireMaster(redis: RedisClient): Promise<void> {
  // A Cluster sends each key to the master that has it.
  if (redis instanceof Cluster) return void await redis.ping();
  const role = await redis.info("replication").then((text) => parseInfo(text).get("role"), async (error) => {
    if (!/NOPERM/.test(reasonOf(error))) throw error;
    await redis.ping();
  });
  if (role !== "slave") return;
  redis.disconnect(true);
  throw new Error("READONLY the server is a replica");
}
