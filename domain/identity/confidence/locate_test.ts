import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { locate, type Signal } from "./locate.ts";
import { DEFAULT_CONFIDENCE } from "./parameters.ts";

const NOON = new Date("2026-03-02T12:00:00Z");
const ago = (seconds: number) => new Date(NOON.getTime() - seconds * 1000);
const signal = (beaconId: string, rssi: number, secondsAgo = 0): Signal => ({ beaconId, rssi, at: ago(secondsAgo) });
const PLAN = new Map([["door", { x: 0, y: 0 }], ["table", { x: 4, y: 0 }], ["counter", { x: 8, y: 0 }]]);

/** The probability of one beacon: 0 if another one is more likely. */
function confidenceIn(beaconId: string, signals: readonly Signal[], positions?: typeof PLAN): number {
  const located = locate(signals, NOON, DEFAULT_CONFIDENCE, positions);
  return located?.beaconId === beaconId ? located.confidence : 0;
}

const level = fc.integer({ min: -127, max: -1 });
const signals = fc.array(
  fc.record({
    beaconId: fc.constantFrom("door", "table", "counter"),
    rssi: level,
    at: fc.integer({ min: -5, max: 70 }).map(ago),
  }),
  { maxLength: 12 },
);
const plan = fc.constantFrom(undefined, PLAN);

Deno.test("locate is confident of one strong beacon and not of one weak one", () => {
  assert(confidenceIn("door", [signal("door", -55)]) >= 0.9);
  assert(confidenceIn("door", [signal("door", -55)], PLAN) >= 0.9);
  assert(confidenceIn("door", [signal("door", -95)]) < 0.5);
  assert(confidenceIn("door", [signal("door", -95)], PLAN) < 0.8);
});

Deno.test("locate returns null without a usable signal", () => {
  assertEquals(locate([], NOON, DEFAULT_CONFIDENCE), null);
  assertEquals(locate([signal("door", -60, -0.001)], NOON, DEFAULT_CONFIDENCE), null);
  assertEquals(locate([signal("door", -60, DEFAULT_CONFIDENCE.windowSeconds + 0.001)], NOON, DEFAULT_CONFIDENCE), null);
  assertEquals(
    locate(
      [signal("door", -200), signal("door", 0), signal("door", 21), signal("door", NaN)],
      NOON,
      DEFAULT_CONFIDENCE,
    ),
    null,
  );
});

Deno.test("locate returns a probability for any signals", () => {
  fc.assert(fc.property(signals, plan, (signals, positions) => {
    const located = locate(signals, NOON, DEFAULT_CONFIDENCE, positions);
    if (located === null) return;
    assert(located.confidence > 0 && located.confidence < 1, String(located.confidence));
    assert(PLAN.has(located.beaconId));
  }));
});

Deno.test("locate ignores the order of signals and repeated ones", () => {
  fc.assert(fc.property(signals, fc.array(fc.nat()), plan, (signals, picks, positions) => {
    const located = locate(signals, NOON, DEFAULT_CONFIDENCE, positions);
    assertEquals(locate(signals.toReversed(), NOON, DEFAULT_CONFIDENCE, positions), located);
    if (signals.length === 0) return;
    const repeated = [...signals, ...picks.map((pick) => ({ ...signals[pick % signals.length]! }))];
    assertEquals(locate(repeated, NOON, DEFAULT_CONFIDENCE, positions), located);
  }));
});

Deno.test("locate ignores later signals", () => {
  fc.assert(fc.property(signals, fc.array(fc.tuple(level, fc.integer({ min: 1, max: 9_999 }))), (signals, later) => {
    const after = later.map(([rssi, ms]) => ({ beaconId: "table", rssi, at: new Date(NOON.getTime() + ms) }));
    assertEquals(locate([...signals, ...after], NOON, DEFAULT_CONFIDENCE), locate(signals, NOON, DEFAULT_CONFIDENCE));
  }));
});

Deno.test("locate never lowers the confidence in a beacon when its signal is stronger", () => {
  fc.assert(fc.property(signals, level, level, (others, one, other) => {
    const weaker = Math.min(one, other);
    const stronger = Math.max(one, other);
    // At its own moment: otherwise it would be averaged with the others.
    const at = (rssi: number) => confidenceIn("door", [...others, signal("door", rssi, 2.5)]);
    assert(at(stronger) >= at(weaker) - 1e-9);
  }));
});

Deno.test("locate in a plane raises the confidence with the level of a lone signal", () => {
  for (const beaconId of PLAN.keys()) {
    let before = 0;
    for (let rssi = -127; rssi < 0; rssi++) {
      const confidence = confidenceIn(beaconId, [signal(beaconId, rssi)], PLAN);
      assert(confidence >= before - 1e-9, `${beaconId} ${rssi}`);
      before = confidence;
    }
  }
});

Deno.test("locate lowers the confidence with the level of another beacon", () => {
  // In a plane a barely heard neighbour only says that the device is between the two, not beyond.
  for (const [positions, rivals] of [[undefined, [-85, -78, -70, -63]], [PLAN, [-68, -65, -63]]] as const) {
    let before = confidenceIn("door", [signal("door", -62)], positions);
    for (const rival of rivals) {
      const confidence = confidenceIn("door", [signal("door", -62), signal("table", rival)], positions);
      assert(confidence < before, `${rival}: ${confidence} ${before}`);
      before = confidence;
    }
  }
});

Deno.test("locate lowers the confidence with the age of signals", () => {
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

Deno.test("locate weighs current signals more than earlier ones", () => {
  const walked = [signal("door", -58, 20), signal("door", -60, 18), signal("table", -60, 2), signal("table", -58)];
  assert(confidenceIn("table", walked) >= 0.8);
  assert(confidenceIn("table", walked, PLAN) >= 0.8);
});

Deno.test("locate is more confident of several agreeing readings than of one", () => {
  const one = [signal("door", -68)];
  const several = [...one, signal("door", -67, 1), signal("door", -69, 2)];
  assert(confidenceIn("door", several) > confidenceIn("door", one));
});

Deno.test("locate ignores the plan when a heard beacon is not on it", () => {
  const stranger = [signal("stranger", -55), signal("door", -80)];
  assertEquals(locate(stranger, NOON, DEFAULT_CONFIDENCE, PLAN), locate(stranger, NOON, DEFAULT_CONFIDENCE));
});

Deno.test("locate uses the store's plan when no positions are given", () => {
  const parameters = { ...DEFAULT_CONFIDENCE, plan: Object.fromEntries(PLAN) };
  const heard = [signal("door", -70), signal("table", -74)];
  assertEquals(locate(heard, NOON, parameters), locate(heard, NOON, DEFAULT_CONFIDENCE, PLAN));
});

Deno.test("locate does not depend on the plan's origin", () => {
  const shifted = new Map([...PLAN].map(([id, { x, y }]) => [id, { x: x + 1000.3, y: y - 77.7 }]));
  const heard = [signal("door", -70), signal("table", -74, 2)];
  const [here, there] = [PLAN, shifted].map((plan) => locate(heard, NOON, DEFAULT_CONFIDENCE, plan)!);
  assertEquals(here!.beaconId, there!.beaconId);
  assert(Math.abs(here!.confidence - there!.confidence) < 1e-6);
});
