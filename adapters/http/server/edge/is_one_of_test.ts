import { assertEquals } from "@std/assert";
import { timingSafeEqual } from "node:crypto";
import { isOneOf } from "./is_one_of.ts";

const digest = (first: number) => new Uint8Array(32).fill(first);

Deno.test("isOneOf compares with every known digest, whichever matches", () => {
  const known = [digest(1), digest(2), digest(3)];
  for (const [asked, expected] of [[1, true], [2, true], [3, true], [4, false]] as const) {
    const compared: number[] = [];
    const found = isOneOf(known, digest(asked), (a, b) => {
      compared.push((a as Uint8Array)[0]!);
      return timingSafeEqual(a, b);
    });
    assertEquals([found, compared], [expected, [1, 2, 3]], `${asked}`);
  }
});

Deno.test("isOneOf returns false for digests of another length, and for none", () => {
  assertEquals(isOneOf([new Uint8Array(31)], digest(0)), false);
  assertEquals(isOneOf([], digest(0)), false);
});
