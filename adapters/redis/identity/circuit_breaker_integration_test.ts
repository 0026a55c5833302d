import { assert, assertEquals, assertRejects } from "@std/assert";
import { beaconsContract } from "../../../application/identity/ports/beacons_contract.ts";
import { Outage } from "../../../application/shared/fault.ts";
import { waitUntil } from "../../../testing/engines/wait_until.ts";
import { CountingRegistry } from "../../../testing/memory/identity/counting_registry.ts";
import { tcpProxy } from "../../../testing/network/tcp_proxy.ts";
import { customerId, sampleBeacon, sampleIdentity } from "../../../testing/fixtures/identity_samples.ts";
import { requiredAddress } from "../../../testing/engines/required_address.ts";
import { withRedis } from "../../../testing/ports/with_redis.ts";
import { advertisementOf } from "../../../domain/identity/beacon.ts";
import { RedisCachedBeacons } from "./cached_beacons.ts";
import { connectRedis } from "../core/connect.ts";
import { RedisLastSightings } from "./last_sightings.ts";

// Without the leak checks: the client's own limits for commands that were given up run on for some seconds.

beaconsContract("a registry whose Redis is unreachable", async (work) => {
  const redis = connectRedis({ url: "redis://127.0.0.1:9" });
  const policy = { answerWithinMs: 50, restMs: 60_000 };
  await work(new RedisCachedBeacons(new CountingRegistry(), redis, { policy }));
  redis.disconnect();
});

Deno.test("RedisLastSightings throws Outage while Redis is unreachable, at once after the first time", async () => {
  const redis = connectRedis({ url: "redis://127.0.0.1:9" });
  const sightings = new RedisLastSightings(redis, "", { answerWithinMs: 100, restMs: 60_000 });
  await assertRejects(() => sightings.of(customerId("cust123")), Outage, "Cannot reach Redis");
  const began = performance.now();
  for (let n = 0; n < 1_000; n++) await assertRejects(() => sightings.show(sampleIdentity("cust123")), Outage);
  const ms = performance.now() - began;
  assert(ms < 60_000, `a thousand refusals took ${ms} ms`);
  await assertRejects(() => sightings.forget(customerId("cust123")), Outage);
  redis.disconnect();
});

const { beaconId: ONE } = sampleBeacon(1);

Deno.test("RedisCachedBeacons answers rightly through an outage of Redis and after it", () =>
  withRedis("single", async (_, prefix) => {
    const { hostname, port } = new URL(requiredAddress("TEST_REDIS_URL"));
    await using proxy = tcpProxy(`${hostname}:${port || 6379}`);
    const redis = connectRedis({ url: `redis://127.0.0.1:${proxy.port}` });
    const registry = new CountingRegistry();
    const results: string[] = [];
    const beacons = new RedisCachedBeacons(registry, redis, {
      prefix,
      policy: { answerWithinMs: 1_000, restMs: 1 },
      observe: (result) => results.push(result),
    });
    const sent = [1, 2].map((minor) => advertisementOf(sampleBeacon(1, { minor }))!);
    const minorNow = async () => {
      const [found] = await beacons.find([ONE]);
      const matched = await beacons.match(sent);
      assertEquals(matched.map(({ minor }) => minor), [found?.minor]);
      return found?.minor;
    };
    await beacons.put(sampleBeacon(1, { minor: 1 }));
    assertEquals(await minorNow(), 1);

    proxy.cut();
    assertEquals(await minorNow(), 1);
    await beacons.put(sampleBeacon(1, { minor: 2 }), { replace: true });
    assertEquals(await minorNow(), 2);
    assertEquals(results.at(-1), "away");
    await assertRejects(() => beacons.catchUp(), Outage);

    proxy.restore();
    // Redis has recovered with the older state; this process does not believe it.
    await waitUntil("reach Redis again", () => redis.ping().then(() => true, () => false));
    assertEquals(await minorNow(), 2);
    await waitUntil("catch up", () => beacons.catchUp().then(() => true, () => false));
    assertEquals([await minorNow(), results.at(-1)], [2, "hit"]);
    redis.disconnect();
  }));
