import { assertEquals, assertStringIncludes } from "@std/assert";
import { PostgresBeacons } from "../../../../adapters/postgres/identity/beacons.ts";
import { PostgresCommerceWriter } from "../../../../adapters/postgres/commerce/commerce_writer.ts";
import { RedisCachedBeacons } from "../../../../adapters/redis/identity/cached_beacons.ts";
import { RedisCachePools } from "../../../../adapters/redis/commerce/cache_pools.ts";
import { connectRedis } from "../../../../adapters/redis/core/connect.ts";
import { RedisLastSightings } from "../../../../adapters/redis/identity/last_sightings.ts";
import { identified } from "../../../../testing/ports/events_under_test.ts";
import { testInstallation } from "../../../../testing/engines/installation.ts";
import { Samples } from "../../../../testing/fixtures/commerce_samples.ts";
import { checkCache } from "./check_cache.ts";
import { Visits } from "../load/visits.ts";

Deno.test("checkCache finds members, beacons and sightings that are not as they are stored", async () => {
  await using shop = await testInstallation(["redis"]);
  const { sql, prefix, env } = shop;
  const redis = connectRedis({ url: env.REDIS_URL! });
  using _closing = { [Symbol.dispose]: () => redis.disconnect() };
  const samples = new Samples("cache");
  const users = samples.users(8);
  const products = samples.products(3);
  const store = new PostgresCommerceWriter(sql);
  await Promise.all([store.addUsers(users), store.addProducts(products)]);
  const pools = new RedisCachePools(redis, prefix);
  await pools.replaceUsers(users.slice(0, 5));
  await pools.replaceProducts(products);
  const policy = { answerWithinMs: 20_000, restMs: 1 };
  const beacons = new RedisCachedBeacons(new PostgresBeacons(sql), redis, { prefix, policy });
  const beacon = new Visits("cache").spareBeacon();
  await beacons.put(beacon);
  const { eventId, identity } = identified("kim", "2026-03-02T12:00:00Z");
  const seen = new RedisLastSightings(redis, prefix, policy);
  await seen.show(identity);
  const deps = { sql, prefix, identity: redis, pools: redis, poolSize: 5, identities: [{ eventId, identity }] };

  const right = await checkCache(deps);
  assertEquals(right, { users: 5, products: 3, beacons: 1, lastSightings: 1, wrong: 0, problems: [] });

  await pools.replaceUsers([{ ...users[0]!, name: "Somebody Else" }, ...users.slice(1, 4)]);
  await redis.hset(`${prefix}beacon:${beacon.beaconId}`, "location", "Elsewhere");
  await seen.show({ ...identity, detectedAt: new Date("2026-03-02T12:30:00Z") });
  const { problems, wrong } = await checkCache(deps);
  assertEquals(wrong, 4);
  for (const words of ["4 members of 5", "Somebody Else", "Elsewhere", "12:30:00.000Z"]) {
    assertStringIncludes(problems.join("\n"), words);
  }

  // What Redis has forgotten is looked up in Postgres: only the pools must be there.
  await redis.del(`${prefix}beacon:${beacon.beaconId}`, `${prefix}customer:kim`);
  await pools.replaceUsers(users.slice(3));
  assertEquals((await checkCache(deps)).problems, []);
});
