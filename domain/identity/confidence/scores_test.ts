import { assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { type Judged, score } from "./scores.ts";

const right = (confidence: number): Judged => ({ confidence, right: true });
const wrong = (confidence: number): Judged => ({ confidence, right: false });

Deno.test("score returns the hand-computed figures of four answers", () => {
  const scores = score([right(0.95), right(0.85), wrong(0.85), wrong(0.25)]);
  assertEquals([scores.moments, scores.accuracy], [4, 0.5]);
  assertEquals(scores.confident, { threshold: 0.8, accuracy: 2 / 3, coverage: 0.75 });
  // 0.05², 0.15², 0.85², 0.25²
  assertAlmostEquals(scores.brier!, (0.0025 + 0.0225 + 0.7225 + 0.0625) / 4);
  // |1 − 0.95| · 1/4, |0.5 − 0.85| · 2/4, |0 − 0.25| · 1/4
  assertAlmostEquals(scores.ece!, 0.0125 + 0.175 + 0.0625);
  assertEquals(scores.reliability.map(({ count }) => count), [0, 0, 1, 0, 0, 0, 0, 0, 2, 1]);
  assertEquals(scores.reliability[8], { from: 0.8, to: 0.9, count: 2, confidence: 0.85, accuracy: 0.5 });
  assertEquals(scores.reliability[0], { from: 0, to: 0.1, count: 0, confidence: null, accuracy: null });
});

Deno.test("score counts a confidence on a bin's edge in the upper bin, and certainty in the last", () => {
  const { reliability, confident } = score([right(0.8), right(1), wrong(0)]);
  assertEquals([reliability[0]!.count, reliability[8]!.count, reliability[9]!.count], [1, 1, 1]);
  assertEquals(confident.coverage, 2 / 3);
});

Deno.test("score returns null figures without data", () => {
  const none = score([]);
  assertEquals([none.moments, none.accuracy, none.brier, none.ece], [0, null, null, null]);
  assertEquals(none.confident, { threshold: 0.8, accuracy: null, coverage: null });
  assertEquals(score([wrong(0.5)]).confident, { threshold: 0.8, accuracy: null, coverage: 0 });
});

Deno.test("score is perfect for certain answers that are right, and worst for certain ones that are wrong", () => {
  assertEquals([score([right(1)]).brier, score([right(1)]).ece], [0, 0]);
  assertEquals([score([wrong(1)]).brier, score([wrong(1)]).ece], [1, 1]);
});

Deno.test("score stays within 0 and 1 and counts every answer once, in any order", () => {
  const answers = fc.array(fc.record({ confidence: fc.double({ min: 0, max: 1, noNaN: true }), right: fc.boolean() }), {
    minLength: 1,
  });
  fc.assert(fc.property(answers, (list) => {
    const scores = score(list);
    for (const figure of [scores.accuracy!, scores.brier!, scores.ece!]) {
      assertEquals(figure >= 0 && figure <= 1 + 1e-12, true);
    }
    assertEquals(scores.reliability.reduce((sum, { count }) => sum + count, 0), list.length);
    assertAlmostEquals(score(list.toReversed()).ece!, scores.ece!, 1e-9);
  }));
});
