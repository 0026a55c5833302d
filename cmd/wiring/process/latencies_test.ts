import { assert, assertEquals, assertThrows } from "@std/assert";
import { formatMs, latencyOf, timeEach } from "./latencies.ts";

Deno.test("latencyOf gives exact percentiles, whatever the order of the samples", () => {
  const samples = Array.from({ length: 1_000 }, (_, nth) => 1_000 - nth);
  const { p50, p95, p99, max, count } = latencyOf(samples);
  assertEquals([p50, p95, p99, max, count], [500.5, 950.05, 990.01, 1_000, 1_000]);
});

Deno.test("latencyOf of one sample is that sample, and of none it is a mistake", () => {
  assertEquals(latencyOf([7]), { count: 1, p50: 7, p95: 7, p99: 7, max: 7 });
  assertThrows(() => latencyOf([]), Error, "nothing was measured");
});

Deno.test("timeEach times every run on its own", async () => {
  let runs = 0;
  const samples = await timeEach(3, () => Promise.resolve(runs++));
  assertEquals([runs, samples.length], [3, 3]);
  assert(samples.every((sample) => sample >= 0));
});

Deno.test("formatMs keeps three figures", () => {
  assertEquals([0.123, 8.25, 28.46, 285.4].map(formatMs), ["0.12", "8.25", "28.5", "285"]);
});
