import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { normal } from "../../../domain/shared/normal.ts";
import { seededRandom } from "../../../domain/shared/random.ts";
import { welchT } from "./welch.ts";

Deno.test("welchT is the distance of the means in standard errors", () => {
  assertAlmostEquals(welchT([1, 2, 3], [2, 4, 6]), -2 / Math.sqrt(1 / 3 + 4 / 3), 1e-12);
  assertEquals(welchT([1, 1], [1, 1]), 0);
});

Deno.test("welchT stays small for samples of one distribution and grows with a difference", () => {
  const random = seededRandom("welch");
  const sample = (mean: number) => Array.from({ length: 20_000 }, () => mean + normal(random));
  assert(Math.abs(welchT(sample(10), sample(10))) < 4.5);
  assert(Math.abs(welchT(sample(10), sample(10.1))) > 4.5);
});
