import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { seededRandom } from "../../shared/random.ts";
import { arrivalRate, arrivals, DEFAULT_GROWTH, expectedArrivals, type GrowthCurve } from "./growth.ts";

const curve: fc.Arbitrary<GrowthCurve> = fc.record({
  initialRate: fc.double({ min: 0.1, max: 100, noNaN: true }),
  finalRate: fc.double({ min: 0, max: 0.1, noNaN: true }),
  halfLifeMs: fc.integer({ min: 1_000, max: 1e9 }),
  turnMs: fc.integer({ min: 1_000, max: 1e9 }),
});
const times = fc.nat(2e9);

Deno.test("expectedArrivals begins with ten in ten seconds", () => {
  assertAlmostEquals(expectedArrivals(10_000), 10, 0.01);
});

Deno.test("arrivalRate is halfway down at the half-life and near its end later", () => {
  const { finalRate, halfLifeMs } = DEFAULT_GROWTH;
  assertAlmostEquals(arrivalRate(0), 1, 1e-12);
  assertAlmostEquals(arrivalRate(halfLifeMs), 0.5, 0.02);
  assertAlmostEquals(arrivalRate(24 * halfLifeMs), finalRate, 1e-6);
});

Deno.test("arrivalRate falls all the time and stays between its ends", () => {
  fc.assert(fc.property(curve, times, times, (each, a, b) => {
    const early = arrivalRate(Math.min(a, b), each);
    const late = arrivalRate(Math.max(a, b), each);
    assert(early >= late - 1e-12);
    assert(early <= each.initialRate + 1e-9 && late >= each.finalRate - 1e-9);
  }));
});

Deno.test("expectedArrivals is the integral of arrivalRate", () => {
  const from = 20 * 60_000;
  const to = 90 * 60_000;
  const steps = 10_000;
  const width = (to - from) / steps;
  let sum = 0;
  for (let i = 0; i < steps; i++) sum += arrivalRate(from + (i + 0.5) * width) * width / 1_000;
  assertAlmostEquals(expectedArrivals(to) - expectedArrivals(from), sum, 1e-3);
});

Deno.test("expectedArrivals never shrinks, and is 0 before the opening", () => {
  fc.assert(fc.property(curve, times, times, (each, a, b) => {
    assert(expectedArrivals(Math.max(a, b), each) >= expectedArrivals(Math.min(a, b), each) - 1e-6);
    assertEquals(expectedArrivals(-1_000, each), 0);
  }));
});

Deno.test("arrivals of many short steps add up to what is expected", () => {
  const random = seededRandom("growth");
  let count = 0;
  for (let at = 0; at < 2 * 3_600_000; at += 1_000) count += arrivals(random, { fromMs: at, toMs: at + 1_000 });
  assert(Math.abs(count - expectedArrivals(2 * 3_600_000)) < 60, `${count}`);
});

Deno.test("arrivals still come in steps in which less than half a customer is expected", () => {
  const random = seededRandom("trickle");
  const day = 24 * 3_600_000;
  let count = 0;
  for (let at = day; at < 2 * day; at += 10_000) count += arrivals(random, { fromMs: at, toMs: at + 10_000 });
  // One in two minutes, 720 a day.
  assert(Math.abs(count - 720) < 100, `${count}`);
});

Deno.test("arrivals are never off by one or more", () => {
  fc.assert(fc.property(fc.integer(), times, fc.nat(1e8), (seed, fromMs, lengthMs) => {
    const toMs = fromMs + lengthMs;
    const count = arrivals(seededRandom(seed), { fromMs, toMs });
    assert(Number.isInteger(count) && count >= 0);
    assert(Math.abs(count - (expectedArrivals(toMs) - expectedArrivals(fromMs))) < 1);
  }));
});
