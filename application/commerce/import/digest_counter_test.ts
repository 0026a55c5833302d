import { assertEquals } from "@std/assert";
import { DigestCounter } from "./digest_counter.ts";

const digestOf = (n: number) => (Math.imul(n, 2_654_435_761) >>> 0).toString(16).padStart(8, "0").repeat(2);

Deno.test("DigestCounter counts each digest on its own, however many there are", () => {
  const counter = new DigestCounter();
  for (let n = 0; n < 20_000; n++) assertEquals(counter.add(digestOf(n)), 1, `${n}`);
  assertEquals(counter.size, 20_000);
  for (let n = 0; n < 20_000; n += 7) assertEquals([counter.add(digestOf(n)), counter.add(digestOf(n))], [2, 3]);
  assertEquals(counter.size, 20_000);
});

Deno.test("DigestCounter takes a digest of zeros", () => {
  const counter = new DigestCounter();
  assertEquals([counter.add("0".repeat(64)), counter.add("0".repeat(64)), counter.size], [1, 2, 1]);
});
