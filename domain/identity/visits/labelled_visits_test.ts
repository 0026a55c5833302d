import { assert, assertEquals } from "@std/assert";
import { labelledVisits } from "./labelled_visits.ts";
import { gainOf, simulatedRadio, TYPICAL_RADIO } from "./simulated_radio.ts";
import { type Layout, simulatedStore } from "./simulated_store.ts";

const FROM = new Date("2026-03-02T00:00:00Z");

function visitsOf(layout: Layout, changes: Partial<typeof TYPICAL_RADIO> = {}, seed = "labelled") {
  const store = simulatedStore(seed, 1, layout);
  const radio = simulatedRadio({ ...TYPICAL_RADIO, ...changes });
  return { store, radio, moments: labelledVisits({ seed, store, radio, moments: 400, from: FROM }) };
}

Deno.test("simulatedStore has the shape and the number of places that are asked for", () => {
  const extent = (layout: Layout) => {
    const { beacons } = simulatedStore("shape", 1, layout);
    assertEquals(new Set(beacons.map(({ x, y }) => `${x} ${y}`)).size, beacons.length);
    return [beacons.length, Math.max(...beacons.map(({ x }) => x)), Math.max(...beacons.map(({ y }) => y))];
  };
  assertEquals(extent({ shape: "corridor", places: 8 }), [8, 28, 0]);
  assertEquals(extent({ shape: "hall", places: 12 }), [12, 12, 8]);
  assertEquals(extent({ shape: "cafe", places: 9 }), [9, 8, 12]);
  assertEquals(extent({ shape: "hall", places: 3 }), [3, 4, 4]);
});

Deno.test("labelledVisits are the same for the same seed, sorted by time, at the nearest beacon", () => {
  const { moments, store } = visitsOf({ shape: "hall", places: 9 });
  assertEquals(moments, visitsOf({ shape: "hall", places: 9 }).moments);
  assertEquals(moments.length, 400);
  assert(moments.every(({ at }, nth) => nth === 0 || at > moments[nth - 1]!.at));
  const ids = new Set(store.beacons.map(({ beacon }) => beacon.beaconId as string));
  const places = new Set(moments.map(({ nearestBeacon }) => nearestBeacon));
  assert(places.size > 4 && [...places].every((place) => ids.has(place)), [...places].join());
});

Deno.test("labelledVisits follow the radio: path loss, noise, and how unlike phones are", () => {
  const layout: Layout = { shape: "corridor", places: 10 };
  const heard = (exponent: number) => visitsOf(layout, { exponent }).moments.flatMap(({ signals }) => signals).length;
  assert(heard(1.7) > 1.5 * heard(3), `${heard(1.7)} ${heard(3)}`);
  const spread = (changes: Partial<typeof TYPICAL_RADIO>) => {
    const { moments, radio } = visitsOf(layout, changes);
    const levels = moments.flatMap(({ signals, nearestBeacon }) =>
      signals.filter(({ beaconId }) => beaconId === nearestBeacon).map(({ beaconId, rssi }) =>
        rssi - gainOf(beaconId, radio)
      )
    );
    const mean = levels.reduce((sum, level) => sum + level, 0) / levels.length;
    return Math.sqrt(levels.reduce((sum, level) => sum + (level - mean) ** 2, 0) / levels.length);
  };
  assert(spread({ noise: 2 }) < spread({ noise: 6 }) - 1);
  assert(spread({ noise: 2, phoneOffset: 6 }) > spread({ noise: 2 }) + 1);
});
