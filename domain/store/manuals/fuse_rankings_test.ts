import { assertAlmostEquals, assertEquals } from "@std/assert";
import { fuseRankings } from "./fuse_rankings.ts";

Deno.test("fuseRankings adds up 1 / (60 + rank), best first", () => {
  const fused = fuseRankings([["a", "b", "c"], ["c", "d"]]);
  assertEquals(fused.map(({ id, ranks }) => [id, ranks]), [
    ["c", [3, 1]],
    ["a", [1, null]],
    ["b", [2, null]],
    ["d", [null, 2]],
  ]);
  assertAlmostEquals(fused[0]!.score, 1 / 63 + 1 / 61, 1e-12);
  assertAlmostEquals(fused[3]!.score, 1 / 62, 1e-12);
});

Deno.test("fuseRankings returns a single ranking unchanged and nothing for none", () => {
  assertEquals(fuseRankings([["x", "y"], []]).map(({ id }) => id), ["x", "y"]);
  assertEquals([fuseRankings([]), fuseRankings([[], []])], [[], []]);
});
