import { assert, assertEquals } from "@std/assert";
import { lastSightingsContract } from "../../../application/identity/ports/last_sightings_contract.ts";
import { customerId, msAfter, sampleIdentity } from "../../../testing/fixtures/identity_samples.ts";
import "../../../testing/engines/leak_checks.ts";
import { NOON } from "../../../testing/fixtures/commerce_samples.ts";
import { PATIENT, withRedis } from "../../../testing/ports/with_redis.ts";
import { RedisLastSightings } from "./last_sightings.ts";

for (const kind of ["single", "cluster"] as const) {
  lastSightingsContract(
    kind === "single" ? "Redis" : "Redis Cluster",
    (work) => withRedis(kind, (redis, prefix) => work(new RedisLastSightings(redis, prefix, PATIENT))),
  );
}

Deno.test("RedisLastSightings keeps a sighting under customer:<id> for an hour", () =>
  withRedis("single", async (redis, prefix) => {
    const sightings = new RedisLastSightings(redis, prefix, PATIENT);
    const key = `${prefix}customer:cust123`;
    await sightings.show(sampleIdentity("cust123"));
    const { location, confidence, detected_at } = await redis.hgetall(key);
    assertEquals([location, confidence, detected_at], ["Table 1", "0.95", NOON.toISOString()]);
    await redis.expire(key, 5);
    await sightings.show(sampleIdentity("cust123", { at: msAfter(NOON, -1) }));
    assert(await redis.ttl(key) <= 5, "an earlier sighting prolongs nothing");
    await sightings.show(sampleIdentity("cust123", { at: msAfter(NOON, 1) }));
    assert(await redis.ttl(key) > 3_590);
    await sightings.forget(customerId("cust123"));
    const left = await redis.ttl(key);
    assert(left > 290 && left <= 300, `${left}`);
    assertEquals(await redis.hgetall(key), { forgotten: "1" });
  }));

Deno.test("RedisLastSightings treats an unreadable hash as missing", () =>
  withRedis("single", async (redis, prefix) => {
    await redis.hset(`${prefix}customer:cust123`, { location: "Table 3", confidence: "often" });
    assertEquals(await new RedisLastSightings(redis, prefix, PATIENT).of(customerId("cust123")), null);
  }));
