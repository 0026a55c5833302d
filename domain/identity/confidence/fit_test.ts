import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { seededRandom } from "../../shared/random.ts";
import { minimize } from "./minimize.ts";
import { evaluate } from "./evaluate.ts";
import { fit } from "./fit.ts";
import { type ConfidenceParameters, DEFAULT_CONFIDENCE } from "./parameters.ts";
import { score } from "./scores.ts";
import { simulateWalk } from "./simulate_walk.ts";

const PLAN = new Map([["door", { x: 0, y: 0 }], ["table", { x: 3, y: 0 }], ["counter", { x: 1, y: 4 }]]);
const { plane } = DEFAULT_CONFIDENCE;
/** A building that is much louder than the default has it. */
const LOUD: ConfidenceParameters = {
  ...DEFAULT_CONFIDENCE,
  plane: { ...plane, reach: 3, level: { ...plane.level, atOne: -50, spread: 4, spreadFall: 0 } },
};
const START: ConfidenceParameters = { ...DEFAULT_CONFIDENCE, plane: { ...plane, reach: 3 } };
const WALK = { moments: 400, secondsBetween: 2, from: new Date("2026-03-02T09:00:00Z") };
const walk = simulateWalk(seededRandom("fit"), PLAN, LOUD, WALK);
const SEARCH = { start: START, folds: 2, rounds: 8 };

Deno.test("fit learns a building from its labelled readings, and is better on another walk there", () => {
  const { parameters, unseen, folds } = fit(walk, PLAN, SEARCH);
  const another = simulateWalk(seededRandom("another"), PLAN, LOUD, WALK);
  const [before, after] = [START, parameters].map((parameters) => score(evaluate(another, parameters, PLAN)));
  assert(after!.brier! < before!.brier!, `${after!.brier} ${before!.brier}`);
  assert(parameters.plane.level.atOne > START.plane.level.atOne);
  assertEquals([unseen.moments, folds.length], [walk.length, 2]);
  assertEquals(Object.keys(parameters.plan!), [...PLAN.keys()]);
});

Deno.test("fit gives the same parameters for the same readings, and stops when it is told to", () => {
  const few = walk.slice(0, 60);
  assertEquals(fit(few, PLAN, { ...SEARCH, rounds: 3 }), fit(few, PLAN, { ...SEARCH, rounds: 3 }));
  assertThrows(() => fit(few, PLAN, { ...SEARCH, signal: AbortSignal.abort(new Error("enough")) }), Error, "enough");
});

Deno.test("minimize finds the lowest point of a bowl whose sides differ a thousandfold", () => {
  const [x, y] = minimize(([x, y]) => (x! - 2) ** 2 + 1000 * (y! + 1) ** 2, [0, 0], { rounds: 200 });
  assertAlmostEquals(x!, 2, 0.01);
  assertAlmostEquals(y!, -1, 0.01);
});

Deno.test("minimize never gives a point worse than where it began", () => {
  assertEquals(minimize(([x]) => Math.abs(x!), [0], { rounds: 5 }), [0]);
});
