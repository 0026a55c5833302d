import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { locate, type Signal } from "./locate.ts";
import { DEFAULT_CONFIDENCE } from "./parameters.ts";

const NOON = new Date("2026-03-02T12:00:00Z");
const ago = (seconds: number) => new Date(NOON.getTime() - seconds * 1000);
const signal = (beaconId: string, rssi: number, secondsAgo = 0): Signal => ({ beaconId, rssi, at: ago(secondsAgo) });
const PLAN = new Map([["door", { x: 0, y: 0 }], ["table", { x: 4, y: 0 }], ["counter", { x: 8, y: 0 }]]);

/** The probability of one beacon: 0 where another one is likelier. */
function confidenceIn(beaconId: string, signals: readonly Signal[], positions?: typeof PLAN): number {
  const located = locate(signals, NOON, DEFAULT_CONFIDENCE, positions);
  return located?.beaconId === beaconId ? located.confidence : 0;
}

const level = fc.integer({ min: -100, max: 0 });
const signals = fc.array(
  fc.record({
    beaconId: fc.constantFrom("door", "table", "counter"),
    rssi: level,
    at: fc.integer({ min: -5, max: 70 }).map(ago),
  }),
  { maxLength: 12 },
);
const plan = fc.constantFrom(undefined, PLAN);

Deno.test("locate is sure of one strong beacon and not of one weak one", () => {
  assert(confidenceIn("door", [signal("door", -55)]) >= 0.9);
  assert(confidenceIn("door", [signal("door", -55)], PLAN) >= 0.9);
  assert(confidenceIn("door", [signal("door", -95)]) < 0.5);
  assert(confidenceIn("door", [signal("door", -95)], PLAN) < 0.8);
});

Deno.test("locate knows nothing where nothing usable was heard", () => {
  assertEquals(locate([], NOON, DEFAULT_CONFIDENCE), null);
  assertEquals(locate([signal("door", -60, -0.001)], NOON, DEFAULT_CONFIDENCE), null);
  assertEquals(locate([signal("door", -60, DEFAULT_CONFIDENCE.windowSeconds + 0.001)], NOON, DEFAULT_CONFIDENCE), null);
  assertEquals(locate([signal("door", -200), signal("door", 1), signal("door", NaN)], NOON, DEFAULT_CONFIDENCE), null);
});

Deno.test("locate gives a probability for any signals", () => {
  fc.assert(fc.property(signals, plan, (signals, positions) => {
    const located = locate(signals, NOON, DEFAULT_CONFIDENCE, positions);
    if (located === null) return;
    assert(located.confidence > 0 && located.confidence < 1, String(located.confidence));
    assert(PLAN.has(located.beaconId));
  }));
});

Deno.test("locate takes signals in any order, and a repeated one once", () => {
  fc.assert(fc.property(signals, fc.array(fc.nat()), plan, (signals, picks, positions) => {
    const located = locate(signals, NOON, DEFAULT_CONFIDENCE, positions);
    assertEquals(locate(signals.toReversed(), NOON, DEFAULT_CONFIDENCE, positions), located);
    if (signals.length === 0) return;
    const repeated = [...signals, ...picks.map((pick) => ({ ...signals[pick % signals.length]! }))];
    assertEquals(locate(repeated, NOON, DEFAULT_CONFIDENCE, positions), located);
  }));
});

Deno.test("locate looks at nothing that came later", () => {
  fc.assert(fc.property(signals, fc.array(fc.tuple(level, fc.integer({ min: 1, max: 9_999 }))), (signals, later) => {
    const after = later.map(([rssi, ms]) => ({ beaconId: "table", rssi, at: new Date(NOON.getTime() + ms) }));
    assertEquals(locate([...signals, ...after], NOON, DEFAULT_CONFIDENCE), locate(signals, NOON, DEFAULT_CONFIDENCE));
  }));
});

Deno.test("a stronger signal never lowers the confidence in its beacon", () => {
  fc.assert(fc.property(signals, level, level, (others, one, other) => {
    const weaker = Math.min(one, other);
    const stronger = Math.max(one, other);
    // At a moment of its own: at the others' it would be averaged with them.
    const at = (rssi: number) => confidenceIn("door", [...others, signal("door", rssi, 2.5)]);
    assert(at(stronger) >= at(weaker) - 1e-9);
  }));
});

Deno.test("in a plane, the stronger a lone signal the higher the confidence in its beacon", () => {
  for (const beaconId of PLAN.keys()) {
    let before = 0;
    for (let rssi = -100; rssi <= 0; rssi++) {
      const confidence = confidenceIn(beaconId, [signal(beaconId, rssi)], PLAN);
      assert(confidence >= before - 1e-9, `${beaconId} ${rssi}`);
      before = confidence;
    }
  }
});

Deno.test("another beacon, heard as well, lowers the confidence, the more the stronger it is", () => {
  // In a plane a neighbour that is just heard only says that the device is between the two, not beyond.
  for (const [positions, rivals] of [[undefined, [-85, -78, -70, -63]], [PLAN, [-68, -65, -63]]] as const) {
    let before = confidenceIn("door", [signal("door", -62)], positions);
    for (const rival of rivals) {
      const confidence = confidenceIn("door", [signal("door", -62), signal("table", rival)], positions);
      assert(confidence < before, `${rival}: ${confidence} ${before}`);
      before = confidence;
    }
  }
});

Deno.test("confidence decays with the age of what was heard", () => {
  for (const positions of [undefined, PLAN]) {
    let before = 1;
    for (const seconds of [0, 1, 2, 5, 10, 30, 60]) {
      const confidence = confidenceIn("door", [signal("door", -58, seconds)], positions);
      assert(confidence < before, `${seconds} s: ${confidence}`);
      before = confidence;
    }
    assert(before < 0.8);
  }
});

Deno.test("what is heard now outweighs what was heard before", () => {
  const walked = [signal("door", -58, 20), signal("door", -60, 18), signal("table", -60, 2), signal("table", -58)];
  assert(confidenceIn("table", walked) >= 0.8);
  assert(confidenceIn("table", walked, PLAN) >= 0.8);
});

Deno.test("readings that agree are worth more than one of them", () => {
  const one = [signal("door", -68)];
  const several = [...one, signal("door", -67, 1), signal("door", -69, 2)];
  assert(confidenceIn("door", several) > confidenceIn("door", one));
});

Deno.test("a beacon on no plan makes the plan useless, and is located by its name", () => {
  const stranger = [signal("stranger", -55), signal("door", -80)];
  assertEquals(locate(stranger, NOON, DEFAULT_CONFIDENCE, PLAN), locate(stranger, NOON, DEFAULT_CONFIDENCE));
});

Deno.test("the store's own plan serves where no positions are given", () => {
  const parameters = { ...DEFAULT_CONFIDENCE, plan: Object.fromEntries(PLAN) };
  const heard = [signal("door", -70), signal("table", -74)];
  assertEquals(locate(heard, NOON, parameters), locate(heard, NOON, DEFAULT_CONFIDENCE, PLAN));
});

Deno.test("moving the whole plan changes nothing", () => {
  const shifted = new Map([...PLAN].map(([id, { x, y }]) => [id, { x: x + 1000.3, y: y - 77.7 }]));
  const heard = [signal("door", -70), signal("table", -74, 2)];
  const [here, there] = [PLAN, shifted].map((plan) => locate(heard, NOON, DEFAULT_CONFIDENCE, plan)!);
  assertEquals(here!.beaconId, there!.beaconId);
  assert(Math.abs(here!.confidence - there!.confidence) < 1e-6);
});
