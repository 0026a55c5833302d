import { assert, assertEquals } from "@std/assert";
import { type CustomerIdentity, customerIdentitySchema, identify, roundConfidence } from "./customer_identity.ts";

const at = (ms: number) => new Date(Date.UTC(2026, 2, 2, 3) + ms);
const sighting = (ms = 0, confidence = 0.9): CustomerIdentity => ({
  ...customerIdentitySchema.parse({
    customerId: "cust123",
    beaconId: "550E8400-e29b-41d4-a716-446655440000",
    storeId: "store100",
    location: { name: "Table 3", type: "table" },
    confidence: 0.9,
    detectedAt: at(ms),
  }),
  confidence,
});
const outcome = (candidate: CustomerIdentity, near: readonly CustomerIdentity[] = []) => {
  const result = identify(candidate, near);
  return result.ok ? "identified" : result.refusal.code;
};

Deno.test("identify accepts a confidence of 0.8 or more only", () => {
  for (const confidence of [0.8, 0.95, 1]) assertEquals(outcome(sighting(0, confidence)), "identified");
  for (const confidence of [0.7999999, 0, -1, NaN]) assertEquals(outcome(sighting(0, confidence)), "low_confidence");
});

Deno.test("identify refuses a candidate less than a minute before or after another identification", () => {
  for (const ms of [0, 1, 59_999]) {
    assertEquals(outcome(sighting(ms), [sighting()]), "duplicate_within_minute");
    assertEquals(outcome(sighting(-ms), [sighting()]), "duplicate_within_minute");
  }
  for (const ms of [60_000, 60_001]) {
    assertEquals(outcome(sighting(ms), [sighting()]), "identified");
    assertEquals(outcome(sighting(-ms), [sighting()]), "identified");
  }
});

Deno.test("identify returns the nearest of several identifications", () => {
  const near = [sighting(-50_000), sighting(30_000), sighting(90_000)];
  const result = identify(sighting(0), near);
  assert(!result.ok && result.refusal.code === "duplicate_within_minute");
  assertEquals(result.refusal.existing, near[1]);
});

Deno.test("identify refuses low confidence before a duplicate", () => {
  assertEquals(outcome(sighting(0, 0.5), [sighting()]), "low_confidence");
});

Deno.test("roundConfidence survives a four-byte float and never rounds up to the least confidence", () => {
  assertEquals([0.79999, 0.8, 0.80001, 0.95678, 1].map(roundConfidence), [0.7999, 0.8, 0.8, 0.9567, 1]);
  for (let step = 0; step <= 10_000; step++) {
    const kept = roundConfidence(step / 10_000);
    assertEquals(Number(Math.fround(kept).toPrecision(7)), kept);
    assert(Math.abs(kept - step / 10_000) < 1.01e-4);
  }
});
