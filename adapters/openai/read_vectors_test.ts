import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { anyInput, mutated } from "../../testing/fixtures/mutated.ts";
import { readVectors } from "./read_vectors.ts";

const base64 = (vector: readonly number[]) => new Uint8Array(Float32Array.from(vector).buffer).toBase64();
const answer = { data: [{ index: 1, embedding: [3, 4] }, { index: 0, embedding: base64([0, 2]) }] };

Deno.test("readVectors reads numbers and base64 alike, in the order of the texts", () => {
  const read = readVectors(answer, 2);
  assert("vectors" in read);
  assertEquals(read.vectors.map((vector) => [...vector].map((value) => Math.fround(value))), [
    [0, 1],
    [Math.fround(0.6), Math.fround(0.8)],
  ]);
});

Deno.test("readVectors returns vectors of length 1 or the fault, for any answer", () => {
  fc.assert(
    fc.property(fc.oneof(anyInput, mutated(fc.constant(answer))), fc.integer({ min: 0, max: 3 }), (given, count) => {
      const read = readVectors(given, count);
      if ("fault" in read) return assert(read.fault.length > 0);
      assertEquals(read.vectors.length, count);
      for (const vector of read.vectors) assertAlmostEquals(Math.hypot(...vector), 1, 1e-3);
    }),
    { numRuns: 1_000 },
  );
});
