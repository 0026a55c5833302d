import { assert, assertEquals, assertNotEquals } from "@std/assert";
import fc from "fast-check";
import { mix32, pick, seededRandom, seedOf, wholeBetween } from "./random.ts";

Deno.test("seededRandom gives the same numbers for the same seed", () => {
  fc.assert(fc.property(fc.oneof(fc.integer(), fc.string()), (seed) => {
    const a = seededRandom(seed);
    const b = seededRandom(seed);
    for (let i = 0; i < 5; i++) assertEquals(a(), b());
  }));
});

Deno.test("seededRandom stays in [0, 1)", () => {
  fc.assert(fc.property(fc.integer(), (seed) => {
    const random = seededRandom(seed);
    for (let i = 0; i < 20; i++) {
      const number = random();
      assert(number >= 0 && number < 1);
    }
  }));
});

Deno.test("seededRandom spreads its numbers evenly over neighbouring seeds, the first ones too", () => {
  for (const seedAt of [(i: number) => i, (i: number) => `U-1-${i}`]) {
    for (const skipped of [0, 1, 2]) {
      const tenths = new Array<number>(10).fill(0);
      for (let i = 0; i < 5_000; i++) {
        const random = seededRandom(seedAt(i));
        for (let k = 0; k < skipped; k++) random();
        tenths[Math.floor(random() * 10)]!++;
      }
      // 500 expected in each; 100 is 4.7 standard deviations.
      assert(tenths.every((count) => Math.abs(count - 500) < 100), `${tenths}`);
    }
  }
});

Deno.test("seedOf folds a text as FNV-1a does", () => {
  // From the test vectors of RFC 9923: FNV-1a 32 of "" and "a" and "foobar".
  assertEquals(seedOf("") >>> 0, 0x811c9dc5);
  assertEquals(seedOf("a") >>> 0, 0xe40c292c);
  assertEquals(seedOf("foobar") >>> 0, 0xbf9cf968);
});

Deno.test("mix32 never gives two numbers the same image", () => {
  fc.assert(fc.property(fc.integer(), fc.integer(), (a, b) => {
    if (a !== b) assertNotEquals(mix32(a), mix32(b));
  }));
});

Deno.test("wholeBetween reaches both ends and nothing else", () => {
  fc.assert(fc.property(fc.integer(), fc.integer({ min: -50, max: 50 }), fc.nat(3), (seed, from, span) => {
    const random = seededRandom(seed);
    const seen = new Set(Array.from({ length: 200 }, () => wholeBetween(random, from, from + span)));
    assertEquals([...seen].sort((a, b) => a - b), Array.from({ length: span + 1 }, (_, i) => from + i));
  }));
});

Deno.test("pick gives each element about as often", () => {
  const random = seededRandom(1);
  const counts = { a: 0, b: 0, c: 0, d: 0 };
  for (let i = 0; i < 4_000; i++) counts[pick(random, ["a", "b", "c", "d"] as const)]++;
  assert(Object.values(counts).every((count) => Math.abs(count - 1_000) < 130));
});
