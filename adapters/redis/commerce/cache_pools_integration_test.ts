import { assertEquals, assertRejects } from "@std/assert";
import { cachePoolsContract } from "../../../application/commerce/ports/contracts/cache_pools_contract.ts";
import { Outage } from "../../../application/shared/fault.ts";
import "../../../testing/engines/leak_checks.ts";
import { redisPools } from "../../../testing/ports/pools.ts";
import { requiredAddress } from "../../../testing/engines/required_address.ts";
import { uniqueName } from "../../../testing/engines/unique_name.ts";
import { Samples } from "../../../testing/fixtures/commerce_samples.ts";
import { sleep } from "../../system/sleep.ts";
import { RedisCachePools } from "./cache_pools.ts";
import { connectRedis } from "../core/connect.ts";

cachePoolsContract("Redis", () => redisPools("single"));
cachePoolsContract("Redis Cluster", () => redisPools("cluster"));

Deno.test("RedisCachePools reads the members around those of another release, which are misses", async () => {
  const prefix = `${uniqueName("pools")}:`;
  const redis = connectRedis({ url: requiredAddress("TEST_REDIS_URL") });
  await using _closing = { [Symbol.asyncDispose]: async () => void await redis.quit() };
  const pools = new RedisCachePools(redis, prefix);
  const sample = new Samples("cache of another release");
  const user = sample.user();
  await redis.hset(`${prefix}cache:users`, { OLD: '{"userId":"OLD","name":"old release"}', TORN: '{"userId":' });
  assertEquals([await pools.randomUser(), await pools.users()], [null, []]);
  await redis.hset(`${prefix}cache:users`, { [user.userId]: JSON.stringify(user) });
  for (let draw = 0; draw < 50; draw++) assertEquals((await pools.randomUser())?.userId, user.userId);
  assertEquals((await pools.users()).map(({ userId }) => userId), [user.userId]);
  await redis.del(`${prefix}cache:users`);
});

Deno.test("RedisCachePools shows redis-cli members under their columns' names, and reads what others wrote so", async () => {
  const prefix = `${uniqueName("pools")}:`;
  const redis = connectRedis({ url: requiredAddress("TEST_REDIS_URL") });
  await using _closing = { [Symbol.asyncDispose]: async () => void await redis.quit() };
  const pools = new RedisCachePools(redis, prefix);
  const sample = new Samples("columns");
  const [user, product] = [sample.user({ marketingAgree: true }), sample.product({ isBest: true })];
  await pools.replaceUsers([user]);
  await pools.replaceProducts([product]);
  const [shownUser, shownProduct] = await Promise.all([
    redis.hget(`${prefix}cache:users`, user.userId),
    redis.hget(`${prefix}cache:products`, product.productId),
  ]).then((texts) => texts.map((text) => JSON.parse(text!)));
  assertEquals(
    [shownUser.user_id, shownUser.name, shownUser.address_district, shownUser.marketing_agree],
    [user.userId, user.name, user.addressDistrict, "true"],
  );
  assertEquals(
    [shownProduct.product_id, shownProduct.org_price, shownProduct.order_count, shownProduct.is_best],
    [product.productId, product.orgPrice, product.orderCount, "Y"],
  );
  await redis.hset(`${prefix}cache:users`, {
    [user.userId]: JSON.stringify({ ...shownUser, marketing_agree: "false" }),
  });
  assertEquals(await pools.randomUser(), { ...user, marketingAgree: false });
  await redis.del(`${prefix}cache:users`);
  await redis.del(`${prefix}cache:products`);
});

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

async function assertUnreachable(url: string): Promise<void> {
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

Deno.test("RedisCachePools throws Outage within seconds, in whichever way Redis is unreachable", async () => {
  await using server = silentServer();
  const silent = `redis://${server.address}`;
  await Promise.all([
    assertUnreachable("redis://127.0.0.1:9"),
    assertUnreachable("redis://127.0.0.1:9,redis://127.0.0.1:10"),
    assertUnreachable(silent),
    assertUnreachable(`${silent},${silent}`),
  ]);
  // ioredis waits this long for a connection to close, even for one that was never established.
  await sleep(2_000);
});
