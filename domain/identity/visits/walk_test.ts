import { assert, assertEquals } from "@std/assert";
import { seededRandom } from "../../shared/random.ts";
import { distanceTo, nearestBeacon, simulatedStore } from "./simulated_store.ts";
import { LONGEST_VISIT_MS, placeAt, planWalk } from "./walk.ts";

const store = simulatedStore("walk", 1);

Deno.test("simulatedStore returns the same store for the same seed and number, with distinct beacons", () => {
  assertEquals(simulatedStore("walk", 1), store);
  const ids = (number: number) => simulatedStore("walk", number).beacons.map(({ beacon }) => beacon.beaconId);
  assertEquals(new Set([...ids(1), ...ids(2), ...ids(3)]).size, ids(1).length + ids(2).length + ids(3).length);
  const types = store.beacons.map(({ beacon }) => beacon.location.type);
  assertEquals(types, ["entrance", "counter", ...store.tables.map(() => "table" as const)]);
});

Deno.test("planWalk leads from the entrance via the counter to the exit, without leaps", () => {
  const random = seededRandom("walk");
  for (let nth = 0; nth < 100; nth++) {
    const walk = planWalk(random, store, 0);
    assert(walk.leavesAt > 30_000 && walk.leavesAt < LONGEST_VISIT_MS + 60_000, `${walk.leavesAt}`);
    const places = Array.from(
      { length: Math.ceil(walk.leavesAt / 1_000) },
      (_, second) => placeAt(walk, second * 1_000),
    );
    places.slice(1).forEach((place, at) => assert(distanceTo(place, places[at]!) < 0.71, `leap at ${at} s`));
    const visited = new Set(places.map((place) => nearestBeacon(store, place)));
    assert(visited.has(store.counter.beacon.beaconId));
    assert(distanceTo(store.entrance, places[0]!) < 4 && distanceTo(store.entrance, places.at(-1)!) < 4);
  }
});

Deno.test("placeAt clamps to the ends of a walk before and after it", () => {
  const walk = planWalk(seededRandom("ends"), store, 1_000_000);
  assertEquals(placeAt(walk, 0), walk.stays[0]!);
  assertEquals(placeAt(walk, 1e12), walk.stays.at(-1)!);
});
