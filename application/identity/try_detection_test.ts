import { assert, assertEquals } from "@std/assert";
import { DEFAULT_CONFIDENCE } from "../../domain/identity/confidence/parameters.ts";
import { simulatedStore } from "../../domain/identity/visits/simulated_store.ts";
import { MemoryBeacons } from "../../testing/memory/identity/beacons.ts";
import { tryDetection } from "./try_detection.ts";

const NOW = new Date("2026-03-02T12:00:00Z");

async function arrange() {
  const beacons = new MemoryBeacons();
  const store = simulatedStore("tillstream", 1).beacons.map(({ beacon }) => beacon);
  for (const beacon of store) await beacons.put(beacon);
  const reading = (nth: number, rssi: number) => {
    const { uuid, beaconId, major, minor } = store[nth]!;
    return { uuid: uuid ?? beaconId, major, minor, rssi };
  };
  const attempt = (...readings: readonly unknown[]) =>
    tryDetection({ beacons, parametersOf: () => DEFAULT_CONFIDENCE, clock: () => NOW }, {
      customerId: "nobody",
      readings,
    });
  return { store, reading, attempt };
}

Deno.test("tryDetection says where readings place a customer, how surely, and the share of every place", async () => {
  const { store, reading, attempt } = await arrange();
  const tried = await attempt(reading(2, -50), reading(2, -52), reading(3, -90));
  assert(tried.ok);
  const { place, confidence, refusal, places } = tried.value;
  assertEquals([place.beaconId, refusal], [store[2]!.beaconId, null]);
  assert(confidence > 0.8, `${confidence}`);
  assertEquals(places.map(({ beaconId, readings, strongest }) => [beaconId, readings, strongest]), [
    [store[2]!.beaconId, 2, -50],
    [store[3]!.beaconId, 1, -90],
  ]);
  const whole = places.reduce((sum, { share }) => sum + share, 0);
  assert(whole > 0.9 && whole <= 1, `${whole}`);
});

Deno.test("tryDetection says why nobody would be identified", async () => {
  const { reading, attempt } = await arrange();
  const unsure = await attempt(reading(2, -70), reading(3, -70));
  assert(unsure.ok);
  assertEquals(unsure.value.refusal?.code, "low_confidence");
  const unknown = await attempt({ uuid: "5d1c2f70-8a3e-4b96-9c41-e07ab6d3f825", major: 9, minor: 9, rssi: -50 });
  assertEquals(!unknown.ok && unknown.refusal.code, "unknown_beacon");
  const none = await attempt();
  assertEquals(!none.ok && none.refusal.code, "invalid_input");
});
