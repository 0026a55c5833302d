import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { seededRandom } from "../../shared/random.ts";
import { evaluate, type LabelledMoment } from "../confidence/evaluate.ts";
import { type ConfidenceParameters, DEFAULT_CONFIDENCE } from "../confidence/parameters.ts";
import { score } from "../confidence/scores.ts";
import { simulateWalk } from "../confidence/simulate_walk.ts";
import { baumWelch } from "./baum_welch.ts";
import { forwardBackward } from "./forward_backward.ts";
import { isBetter } from "./is_better.ts";
import { learnConfidence, resultOf } from "./learn_confidence.ts";
import { learnedInPlane } from "./learn_in_plane.ts";
import { sequencesOf } from "./sequences.ts";

const PLAN = new Map([
  ["door", { x: 0, y: 0 }],
  ["table", { x: 4, y: 0 }],
  ["counter", { x: 1, y: 4 }],
  ["window", { x: 5, y: 4 }],
]);
const LIVE: ConfidenceParameters = {
  ...DEFAULT_CONFIDENCE,
  windowSeconds: 20,
  plane: { ...DEFAULT_CONFIDENCE.plane, reach: 3 },
};
const ids = [...PLAN.keys()];
const inPlane = learnedInPlane(PLAN, LIVE);
const GAINS: Readonly<Record<string, number>> = { door: 5, table: -5, counter: -1, window: 1 };
/** Another radio than the one learning starts from, and beacons unlike each other. */
const STORE: ConfidenceParameters = {
  ...inPlane.start,
  plane: { ...inPlane.start.plane, level: { ...inPlane.start.plane.level, atOne: -64, spread: 5 } },
  beacons: Object.fromEntries(ids.map((id) => [id, { weight: id === "table" ? 1 : 0, hearing: 0, gain: GAINS[id]! }])),
};
const WALK = { moments: 700, secondsBetween: 2, from: new Date("2026-03-02T09:00:00Z") };
const walk = simulateWalk(seededRandom("learn"), PLAN, STORE, WALK);
const sequences = sequencesOf(walk.map(withLevels), 60);
const another = simulateWalk(seededRandom("another"), PLAN, STORE, { ...WALK, moments: 300 });

function withLevels({ at, signals }: LabelledMoment) {
  return { at, levels: new Map(signals.map(({ beaconId, rssi }) => [beaconId, rssi])) };
}

Deno.test("learnConfidence finds the beacons' gains without labels and answers better", () => {
  const learned = resultOf(learnConfidence(sequences, { live: LIVE, positions: PLAN }));
  assert(learned.ok);
  const { parameters, before, after } = learned.value;
  const mean = ids.reduce((sum, id) => sum + parameters.beacons[id]!.gain, 0) / ids.length;
  for (const id of ids) assertAlmostEquals(parameters.beacons[id]!.gain - mean, GAINS[id]!, 2, id);
  assertEquals(isBetter(after, before), { ok: true, value: null });
  const [was, is] = [LIVE, parameters].map((of) => score(evaluate(another, of, PLAN)));
  assert(is!.brier! < was!.brier! - 0.01, `${is!.brier} ${was!.brier}`);
});

Deno.test("learnConfidence returns the same for the same readings, and refuses too few", () => {
  const few = sequences.slice(0, 2);
  const options = { live: LIVE, positions: PLAN };
  const learn = (from: typeof sequences) => resultOf(learnConfidence(from, options));
  assertEquals(learn(few), learn(few));
  const refused = learn(sequencesOf(walk.slice(0, 100).map(withLevels), 60));
  assertEquals(refused.ok ? null : refused.refusal.code, "too_few_readings");
});

Deno.test("baumWelch never lowers the penalized likelihood, whatever is received", () => {
  const level = fc.integer({ min: -95, max: -40 });
  const moments = fc.array(fc.dictionary(fc.constantFrom(...ids), level, { minKeys: 1 }), {
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(moments, fc.integer({ min: 1, max: 40 }), (levels, seconds) => {
      const heard = levels.map((one, nth) => ({
        at: new Date(WALK.from.getTime() + nth * seconds * 1_000),
        levels: new Map(Object.entries(one)),
      }));
      const { objective } = resultOf(baumWelch(inPlane, sequencesOf(heard, 60), { rounds: 4 }));
      objective.forEach((value, nth) => assert(nth === 0 || value >= objective[nth - 1]!, objective.join(" ")));
    }),
    { numRuns: 12 },
  );
});

Deno.test("forwardBackward gives probabilities, the smoothed ones as likely as the filtered at the end", () => {
  const states = inPlane.states(STORE);
  for (const sequence of sequences) {
    const last = sequence.moments.at(-1)!;
    forwardBackward(states, sequence, ({ filtered, smoothed, seconds }) => {
      for (const shares of [filtered, smoothed]) {
        assertAlmostEquals(shares.reduce((sum, share) => sum + share, 0), 1, 1e-9);
        assert(shares.every((share) => share >= 0));
      }
      if (seconds === last.seconds) smoothed.forEach((share, at) => assertAlmostEquals(share, filtered[at]!, 1e-9));
    });
  }
});

Deno.test("transposed is the transition's transpose", () => {
  const states = inPlane.states(STORE);
  const random = seededRandom("transpose");
  const b = Float64Array.from(states.prior, () => random());
  const a = states.prior.toReversed();
  const dot = (x: Float64Array, y: Float64Array) => x.reduce((sum, value, at) => sum + value * y[at]!, 0);
  assertAlmostEquals(dot(states.transition(a, 3), b), dot(a, states.transposed(b, 3)), 1e-9);
});

Deno.test("isBetter refuses less likely and less reliable parameters and says why", () => {
  const live = { moments: 100, likelihood: -5, overconfidence: 0.06 };
  assert(isBetter({ ...live, likelihood: -4.5 }, live).ok);
  for (
    const [worse, reason] of [
      [{ likelihood: -5.5 }, "less likely"],
      [{ likelihood: -4.999 }, "no more likely"],
      [{ likelihood: -4.5, overconfidence: 0.1 }, "less reliable: overconfident by 0.100 after 0.060"],
    ] as const
  ) {
    const refused = isBetter({ ...live, ...worse }, live);
    assert(!refused.ok && refused.refusal.message.includes(reason), JSON.stringify(refused));
  }
});
