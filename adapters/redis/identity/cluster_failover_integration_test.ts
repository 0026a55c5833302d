import { Cluster } from "ioredis";
import { assert, assertEquals } from "@std/assert";
import { waitUntil } from "../../../testing/engines/wait_until.ts";
import type { Beacon } from "../../../domain/identity/beacon.ts";
import { Outage } from "../../../application/shared/fault.ts";
import { CountingRegistry } from "../../../testing/memory/identity/counting_registry.ts";
import { msAfter, sampleBeacon, sampleIdentity } from "../../../testing/fixtures/identity_samples.ts";
import { temporaryRedisCluster } from "../../../testing/engines/temporary_redis_cluster.ts";
import { NOON } from "../../../testing/fixtures/commerce_samples.ts";
import { RedisCachedBeacons } from "./cached_beacons.ts";
import { connectRedis } from "../core/connect.ts";
import { RedisLastSightings } from "./last_sightings.ts";

const BEACONS = 40;
const RECOVERS_WITHIN = { timeout: 60_000 };

Deno.test("RedisCachedBeacons and RedisLastSightings stay correct while a Cluster loses a master under load", async () => {
  await using cluster = await temporaryRedisCluster();
  const redis = connectRedis({ url: cluster.url });
  assert(redis instanceof Cluster);
  const counts = { hit: 0, miss: 0, away: 0 };
  const policy = { answerWithinMs: 500, restMs: 50 };
  const beacons = new RedisCachedBeacons(new CountingRegistry(), redis, {
    policy,
    observe: (result) => counts[result]++,
  });
  const sightings = new RedisLastSightings(redis, "", policy);
  const expected = new Map<number, Beacon>();
  let over = false;
  let mayPut = true;
  let answers = 0;
  const turn = () => new Promise<void>((resolve) => setTimeout(resolve, 2));

  const put = async (nth: number, minor: number) => {
    const beacon = sampleBeacon(nth, { minor });
    expected.delete(nth);
    await beacons.put(beacon, { replace: true });
    expected.set(nth, beacon);
  };
  const read = async (nth: number) => {
    const before = expected.get(nth);
    const [found] = await beacons.find([sampleBeacon(nth).beaconId]);
    // Unless another `put` was under way.
    if (before !== undefined && expected.get(nth) === before) assertEquals(found?.minor, before.minor, `beacon ${nth}`);
    answers++;
  };
  const readers = Array.from({ length: 6 }, async (_, reader) => {
    for (let n = reader; !over; n++) {
      await Promise.all([n, n + 7, n + 13].map((nth) => read(1 + nth % BEACONS)));
      await turn();
    }
  });
  const writer = (async () => {
    for (let n = 0; !over; n++) {
      if (mayPut) await put(1 + n % BEACONS, n % 60_000);
      await turn();
    }
  })();
  const watcher = (async () => {
    for (let n = 0; !over; n++) {
      const identity = sampleIdentity(`customer ${n % 50}`, { at: msAfter(NOON, n) });
      try {
        await sightings.show(identity);
        await sightings.show({ ...identity, detectedAt: msAfter(NOON, n - 1) });
        const shown = await sightings.of(identity.customerId);
        assert(shown === null || shown.detectedAt >= identity.detectedAt, "an earlier one has replaced it");
      } catch (error) {
        if (!(error instanceof Outage)) throw error;
      }
      await turn();
    }
  })();
  const load = Promise.all([...readers, writer, watcher]);

  try {
    await Promise.race([
      load,
      (async () => {
        await waitUntil(
          "put every beacon and answer from the cache",
          () => Promise.resolve(expected.size === BEACONS && counts.hit > 500),
          RECOVERS_WITHIN,
        );
        // A replica may lack its master's last confirmed writes: `catchUp` repairs that.
        mayPut = false;
        await Promise.all(redis.nodes("master").map((node) => node.call("WAIT", 1, 10_000)));
        const victim = redis.nodes("master")[0]!;
        await cluster.kill(victim.options.port!);
        mayPut = true;
        const atKill = answers;
        await waitUntil("miss the master", () => Promise.resolve(counts.away > 0), RECOVERS_WITHIN);
        await waitUntil("see a replica take over", () => cluster.isWhole(), RECOVERS_WITHIN);
        const caughtUp = () => beacons.catchUp().then(() => true, () => false);
        await waitUntil("catch up", caughtUp, RECOVERS_WITHIN);
        assert(answers > atKill, "answers went on");
        mayPut = false;
        await turn();
        await waitUntil("answer everything from the cache again", async () => {
          // Writes that arrived during the failover, after the first `catchUp`.
          if (!await caughtUp()) return false;
          const before = counts.away + counts.miss;
          for (let nth = 1; nth <= BEACONS; nth++) await read(nth);
          return counts.away + counts.miss === before;
        }, RECOVERS_WITHIN);
      })(),
    ]);
  } finally {
    over = true;
    await load.catch(() => {});
    redis.disconnect();
  }
});
