import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { seededRandom } from "../../shared/random.ts";
import { calibrated, fitCalibration } from "./calibrate.ts";

const probability = fc.double({ min: 0, max: 1, noNaN: true });

Deno.test("calibrated with slope 1 and offset 0 changes nothing but certainty", () => {
  fc.assert(fc.property(probability, (p) => assertAlmostEquals(calibrated(p, { slope: 1, offset: 0 }), p, 1.1e-6)));
  assert(calibrated(1, { slope: 1, offset: 0 }) < 1);
});

Deno.test("calibrated changes no order", () => {
  fc.assert(fc.property(probability, probability, fc.double({ min: 0.1, max: 5, noNaN: true }), (a, b, slope) => {
    const low = Math.min(a, b);
    const high = Math.max(a, b);
    assert(calibrated(low, { slope, offset: 0.3 }) <= calibrated(high, { slope, offset: 0.3 }));
  }));
});

Deno.test("fitCalibration finds by how much answers were too sure of themselves", () => {
  const random = seededRandom("bold");
  const truth = { slope: 0.5, offset: -0.3 };
  const answers = Array.from({ length: 20_000 }, () => {
    const confidence = 0.3 + 0.69 * random();
    return { confidence, right: random() < calibrated(confidence, truth) };
  });
  const found = fitCalibration(answers);
  assertAlmostEquals(found.slope, truth.slope, 0.06);
  assertAlmostEquals(found.offset, truth.offset, 0.06);
});

Deno.test("fitCalibration is not bent by a few answers, all of them right", () => {
  assertEquals(fitCalibration([]), { slope: 1, offset: 0 });
  const { slope, offset } = fitCalibration([0.9, 0.8, 0.95].map((confidence) => ({ confidence, right: true })));
  assert(slope > 0.9 && slope < 1.5 && offset > 0 && offset < 0.5, `${slope} ${offset}`);
});
