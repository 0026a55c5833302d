import { connectRedis, type RedisClient } from "../../adapters/redis/core/connect.ts";
import { requiredAddress } from "../engines/required_address.ts";
import { endOf } from "./pools_under_test.ts";
import { uniqueName } from "../engines/unique_name.ts";

/** Long enough for a busy machine. */
export const PATIENT = { answerWithinMs: 20_000, restMs: 1 };

/** A client of the real Redis and a unique prefix, whose keys are deleted at the end. */
export async function withRedis(
  kind: "single" | "cluster",
  work: (redis: RedisClient, prefix: string) => Promise<void>,
): Promise<void> {
  const url = kind === "single"
    ? requiredAddress("TEST_REDIS_URL")
    : requiredAddress("TEST_REDIS_CLUSTER").split(",").map((node) => `redis://${node}`).join(",");
  const redis = connectRedis({ url });
  const prefix = `${uniqueName("identity")}.`;
  await redis.connect();
  try {
    await work(redis, prefix);
  } finally {
    const nodes = "nodes" in redis ? redis.nodes("master") : [redis];
    const keys = (await Promise.all(nodes.map((node) => node.keys(`${prefix}*`)))).flat();
    // One by one: on a Cluster they are on different nodes.
    await Promise.all(keys.map((key) => redis.del(key)));
    await endOf(redis);
  }
}
