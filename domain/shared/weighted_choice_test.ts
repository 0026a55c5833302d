import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { seededRandom } from "./random.ts";
import { WeightedChoice } from "./weighted_choice.ts";

Deno.test("WeightedChoice draws in proportion to the weights", () => {
  const weights = [1, 2, 3, 4];
  const choice = new WeightedChoice(weights, (weight) => weight);
  const random = seededRandom("proportion");
  const counts = new Map<number, number>();
  for (let i = 0; i < 20_000; i++) {
    const drawn = choice.draw(random);
    counts.set(drawn, (counts.get(drawn) ?? 0) + 1);
  }
  for (const weight of weights) assert(Math.abs(counts.get(weight)! - weight * 2_000) < 300, `${weight}`);
});

Deno.test("WeightedChoice never draws an item of weight zero", () => {
  const weights = fc.array(fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 1e6, noNaN: true })), { minLength: 1 })
    .filter((each) => each.some((weight) => weight > 0));
  fc.assert(fc.property(weights, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (each, number) => {
    const items = each.map((weight) => ({ weight }));
    assert(new WeightedChoice(items, (item) => item.weight).draw(() => number).weight > 0);
  }));
});

Deno.test("WeightedChoice draws both ends of the range", () => {
  const choice = new WeightedChoice(["first", "middle", "last"], () => 1);
  assertEquals(choice.draw(() => 0), "first");
  assertEquals(choice.draw(() => 1 - 2 ** -53), "last");
});

Deno.test("WeightedChoice throws for no items, only zeros and invalid weights", () => {
  assertThrows(() => new WeightedChoice([], () => 1), RangeError);
  assertThrows(() => new WeightedChoice([1, 2], () => 0), RangeError);
  assertThrows(() => new WeightedChoice([1], () => -1), RangeError);
  assertThrows(() => new WeightedChoice([1], () => NaN), RangeError);
});
