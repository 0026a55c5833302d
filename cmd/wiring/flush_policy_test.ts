import { assertEquals } from "@std/assert";
import { flushPolicy } from "./flush_policy.ts";

const answers = (notes: readonly number[]) => notes.map(flushPolicy());

Deno.test("flushPolicy is never where nothing waits", () => {
  assertEquals(answers([0, 0, 0, 0, 0, 0]), [false, false, false, false, false, false]);
});

Deno.test("flushPolicy comes with the first round that brings nothing more", () => {
  assertEquals(answers([3, 3, 0, 1, 1]), [false, true, false, false, true]);
});

Deno.test("flushPolicy is not waited for where there are many, nor for long", () => {
  assertEquals(answers([20, 25]), [true, true]);
  assertEquals(answers([1, 3, 5, 7, 9, 11]), [false, false, false, true, false, false]);
});
