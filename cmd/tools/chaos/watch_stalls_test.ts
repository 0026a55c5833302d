import { assertEquals } from "@std/assert";
import { StallWatch } from "./watch_stalls.ts";

function watched(...observations: readonly (readonly [atMs: number, progress: number | null, due: number])[]) {
  const watch = new StallWatch();
  for (const observation of observations) watch.observe(...observation);
  return [watch.longestMs, watch.longestWhileUpMs];
}

Deno.test("StallWatch counts from the last progress", () => {
  assertEquals(watched([0, 10, 20], [250, 10, 30], [500, 10, 40], [750, 25, 50], [1_000, 25, 50]), [500, 500]);
});

Deno.test("StallWatch finds no stall where nothing is due", () => {
  assertEquals(watched([0, 10, 10], [5_000, 10, 10], [9_000, 10, 10]), [0, 0]);
});

Deno.test("StallWatch measures the time without Postgres separately", () => {
  assertEquals(watched([0, 10, 20], [1_000, null, 20], [8_000, null, 20], [9_500, 10, 20], [9_900, 20, 20]), [
    9_500,
    1_500,
  ]);
});

Deno.test("StallWatch gives the length of a stall when it ends", () => {
  const watch = new StallWatch();
  assertEquals([watch.observe(0, 5, 9), watch.observe(300, 5, 9), watch.observe(700, 6, 9), watch.observe(800, 9, 9)], [
    0,
    0,
    700,
    100,
  ]);
});
