import { assertEquals, assertRejects } from "@std/assert";
import { cachePoolsContract } from "../../../application/commerce/ports/cache_pools_contract.ts";
import { Outage } from "../../../application/shared/fault.ts";
import "../../../testing/engines/leak_checks.ts";
import { redisPools } from "../../../testing/ports/pools_under_test.ts";
import { sleep } from "../../system/sleep.ts";
import { RedisCachePools } from "./cache_pools.ts";
import { connectRedis } from "../core/connect.ts";

cachePoolsContract("Redis", () => redisPools("single"));
cachePoolsContract("Redis Cluster", () => redisPools("cluster"));

/** A server that takes connections and never answers, as a machine that hangs does. */
function silentServer() {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const connections: Deno.Conn[] = [];
  const accepting = (async () => {
    for await (const connection of listener) connections.push(connection);
  })();
  return {
    address: `127.0.0.1:${listener.addr.port}`,
    [Symbol.asyncDispose]: async () => {
      listener.close();
      await accepting;
      connections.forEach((connection) => connection.close());
    },
  };
}

/** All that can be asked of pools that are away. */
async function assertAway(url: string): Promise<void> {
  const redis = connectRedis({ url });
  const pools = new RedisCachePools(redis);
  try {
    const [connected] = await Promise.all([
      pools.isConnected(),
      ...[
        () => pools.users(),
        () => pools.randomProduct(),
        () => pools.sizes(),
        () => pools.use(),
        () => pools.replaceUsers([]),
      ].map((ask) => assertRejects(ask, Outage, "Cannot reach Redis")),
    ]);
    assertEquals(connected, false);
  } finally {
    redis.disconnect();
  }
}

Deno.test("RedisCachePools throws Outage within seconds, in whichever way Redis is away", async () => {
  await using server = silentServer();
  const silent = `redis://${server.address}`;
  await Promise.all([
    assertAway("redis://127.0.0.1:9"),
    assertAway("redis://127.0.0.1:9,redis://127.0.0.1:10"),
    assertAway(silent),
    assertAway(`${silent},${silent}`),
  ]);
  // ioredis waits this long for a connection to close, also for one that has never been there.
  await sleep(2_000);
});
