import { assert, assertEquals } from "@std/assert";
import { seededRandom } from "../../shared/random.ts";
import { evaluate } from "./evaluate.ts";
import { type ConfidenceParameters, DEFAULT_CONFIDENCE } from "./parameters.ts";
import { score } from "./scores.ts";
import { simulateWalk } from "./simulate_walk.ts";

const PLAN = new Map([["door", { x: 0, y: 0 }], ["table", { x: 3, y: 0 }], ["counter", { x: 1, y: 4 }]]);
const plane = DEFAULT_CONFIDENCE.plane;
/** Independent readings, so their likelihood has full weight. */
const INDEPENDENT: ConfidenceParameters = {
  ...DEFAULT_CONFIDENCE,
  windowSeconds: 20,
  plane: {
    ...plane,
    level: { ...plane.level, spread: 6, spreadFall: 0, faintest: -100, believed: 1 },
    hearing: { most: 0.9, halfAt: 4, slope: 1, believed: 1 },
    near: 3,
    reach: 4,
  },
  calibration: { ...DEFAULT_CONFIDENCE.calibration, plane: { slope: 1, offset: 0 } },
};
const OPTIONS = { moments: 5_700, secondsBetween: 2, from: new Date("2026-03-02T09:00:00Z") };

Deno.test("locate is calibrated on 5,000 moments drawn from the model", () => {
  const walk = simulateWalk(seededRandom("walk"), PLAN, INDEPENDENT, OPTIONS);
  const scores = score(evaluate(walk.slice(0, 5_000), INDEPENDENT, PLAN));
  assert(walk.length >= 5_000, `${walk.length}`);
  assert(scores.ece! < 0.025, `${scores.ece}`);
  assert(scores.confident.accuracy! > 0.85 && scores.confident.coverage! > 0.2, JSON.stringify(scores.confident));
});

Deno.test("score shows an overconfident model on the same walk", () => {
  const walk = simulateWalk(seededRandom("walk"), PLAN, INDEPENDENT, { ...OPTIONS, moments: 1_500 });
  const bold = { ...INDEPENDENT, calibration: { ...INDEPENDENT.calibration, plane: { slope: 3, offset: 0 } } };
  const [honest, wrong] = [INDEPENDENT, bold].map((parameters) => score(evaluate(walk, parameters, PLAN)));
  assert(wrong!.ece! > 2 * honest!.ece!, `${wrong!.ece} ${honest!.ece}`);
  assertEquals(wrong!.accuracy, honest!.accuracy);
});

Deno.test("simulateWalk returns the same walk for the same seed", () => {
  const options = { ...OPTIONS, moments: 50 };
  const walk = (seed: string) => simulateWalk(seededRandom(seed), PLAN, INDEPENDENT, options);
  assertEquals(walk("a"), walk("a"));
  assert(JSON.stringify(walk("a")) !== JSON.stringify(walk("b")));
});
