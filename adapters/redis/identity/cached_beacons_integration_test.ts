import { assert, assertEquals } from "@std/assert";
import { beaconsContract } from "../../../application/identity/ports/beacons_contract.ts";
import { CountingRegistry } from "../../../testing/memory/identity/counting_registry.ts";
import { sampleBeacon } from "../../../testing/fixtures/identity_samples.ts";
import "../../../testing/engines/leak_checks.ts";
import { PATIENT, withRedis } from "../../../testing/ports/with_redis.ts";
import { advertisementOf } from "../../../domain/identity/beacon.ts";
import { RedisCachedBeacons } from "./cached_beacons.ts";

for (const kind of ["single", "cluster"] as const) {
  beaconsContract(
    kind === "single" ? "Redis before a registry" : "Redis Cluster before a registry",
    (work) =>
      withRedis(
        kind,
        (redis, prefix) => work(new RedisCachedBeacons(new CountingRegistry(), redis, { prefix, policy: PATIENT })),
      ),
  );
}

const { beaconId: ONE } = sampleBeacon(1);
const SENT = advertisementOf(sampleBeacon(1))!;

Deno.test("RedisCachedBeacons asks the registry once for a beacon, and keeps it for a day under beacon:<id>", () =>
  withRedis("single", async (redis, prefix) => {
    const registry = new CountingRegistry();
    await registry.put(sampleBeacon(1));
    const results: string[] = [];
    const observe = (result: string) => results.push(result);
    const beacons = new RedisCachedBeacons(registry, redis, { prefix, policy: PATIENT, observe });
    for (let n = 0; n < 3; n++) assertEquals(await beacons.find([ONE]), [{ ...sampleBeacon(1), version: 1 }]);
    assertEquals([registry.lookUps.length, results], [1, ["miss", "hit", "hit"]]);
    for (const name of [ONE, `${ONE}:100:1`]) {
      const { store_id, location } = await redis.hgetall(`${prefix}beacon:${name}`);
      assertEquals([store_id, location], ["store100", "Table 1"]);
      const left = await redis.ttl(`${prefix}beacon:${name}`);
      assert(left > 86_390 && left <= 86_400, `${left}`);
    }
    assertEquals(await beacons.match([SENT]), [{ ...sampleBeacon(1), version: 1 }]);
    assertEquals(registry.lookUps.length, 1, "filled under both names");
  }));

Deno.test("RedisCachedBeacons never overwrites a newer state by a fill that was read before it", () =>
  withRedis("single", async (redis, prefix) => {
    const registry = new CountingRegistry();
    await registry.put(sampleBeacon(1));
    const options = { prefix, policy: PATIENT };
    const reader = new RedisCachedBeacons(registry, redis, options);
    const writer = new RedisCachedBeacons(registry, redis, options);
    const moved = sampleBeacon(1, { location: { name: "Table 9", type: "table" } });
    registry.beforeAnswer = async () => {
      registry.beforeAnswer = () => Promise.resolve();
      await writer.put(moved);
    };
    await reader.find([ONE]);
    assertEquals(await reader.find([ONE]), [{ ...moved, version: 2 }]);
    assertEquals(registry.lookUps.length, 1, "the second answer comes from the cache");

    const late = sampleBeacon(2);
    registry.beforeAnswer = async () => {
      registry.beforeAnswer = () => Promise.resolve();
      await writer.put(late);
    };
    await reader.find([late.beaconId]);
    assertEquals(await reader.find([late.beaconId]), [{ ...late, version: 3 }]);
  }));

Deno.test("RedisCachedBeacons remembers for a minute that an id is unregistered, until it is put", () =>
  withRedis("single", async (redis, prefix) => {
    const registry = new CountingRegistry();
    const beacons = new RedisCachedBeacons(registry, redis, { prefix, policy: PATIENT });
    for (let n = 0; n < 5; n++) assertEquals(await beacons.find([ONE]), []);
    assertEquals(registry.lookUps.length, 1);
    assert(await redis.ttl(`${prefix}beacon:${ONE}`) <= 60);
    await beacons.put(sampleBeacon(1));
    assertEquals((await beacons.find([ONE])).length, 1);
    assertEquals(registry.lookUps.length, 1);
  }));

Deno.test("RedisCachedBeacons limits the lookups and keys of a flood of made-up ids", () =>
  withRedis("single", async (redis, prefix) => {
    const registry = new CountingRegistry();
    registry.beforeAnswer = () => new Promise((resolve) => setTimeout(resolve, 20));
    const beacons = new RedisCachedBeacons(registry, redis, { prefix, policy: PATIENT });
    const callers = Array.from({ length: 50 }, (_, caller) => (
      Array.from({ length: 100 }, (_, n) => sampleBeacon(1_000 + caller * 100 + n).beaconId)
    ));
    assertEquals((await Promise.all(callers.map((ids) => beacons.find(ids)))).flat(), []);
    assert(registry.lookUps.length < 200, `${registry.lookUps.length} look-ups for 5,000 ids`);
    assert((await redis.keys(`${prefix}*`)).length <= 1_000);
  }));

Deno.test("RedisCachedBeacons treats an unreadable hash as a miss, and replaces it", () =>
  withRedis("single", async (redis, prefix) => {
    const registry = new CountingRegistry();
    await registry.put(sampleBeacon(1));
    await redis.hset(`${prefix}beacon:${ONE}`, { store_id: "store100", location: "Table 3" });
    const beacons = new RedisCachedBeacons(registry, redis, { prefix, policy: PATIENT });
    for (let n = 0; n < 2; n++) assertEquals((await beacons.find([ONE]))[0]?.location.name, "Table 1");
    assertEquals(registry.lookUps.length, 1);
  }));

Deno.test("RedisCachedBeacons catches up with what a beacon gave up while Redis was away, and a late fill does not bring it back", () =>
  withRedis("single", async (redis, prefix) => {
    const registry = new CountingRegistry();
    const options = { prefix, policy: PATIENT };
    const beacons = new RedisCachedBeacons(registry, redis, options);
    await beacons.put(sampleBeacon(1));
    assertEquals((await beacons.match([SENT])).length, 1);
    // Without the cache: as a process whose Redis does not answer.
    await registry.put(sampleBeacon(1, { minor: 9 }), { replace: true });
    await new RedisCachedBeacons(registry, redis, options).catchUp();
    assertEquals(await beacons.match([SENT]), []);
    assertEquals((await beacons.match([{ ...SENT, minor: 9 }])).length, 1);

    registry.beforeAnswer = async () => {
      registry.beforeAnswer = () => Promise.resolve();
      await beacons.put(sampleBeacon(1, { minor: 10 }), { replace: true });
    };
    await redis.del(`${prefix}beacon:${ONE}:100:9`);
    await new RedisCachedBeacons(registry, redis, options).match([{ ...SENT, minor: 9 }]);
    assertEquals(await beacons.match([{ ...SENT, minor: 9 }]), []);
  }));
