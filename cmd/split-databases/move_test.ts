import { assert, assertEquals } from "@std/assert";
import { cutBlocks } from "./move.ts";

const MB = 1024 * 1024;

Deno.test("cutBlocks covers every block once, and leaves the last part open", () => {
  const ranges = cutBlocks({ blocks: 100_003, bytes: 900 * MB });
  assert(ranges.length > 10);
  assertEquals(ranges[0]!.from, 0);
  ranges.slice(1).forEach(({ from }, part) => assertEquals(from, ranges[part]!.to));
  assertEquals(ranges.at(-1)!.to, null);
});

Deno.test("cutBlocks makes one part of a small table, of an empty one, and of one without blocks", () => {
  for (const table of [{ blocks: 3, bytes: 24_576 }, { blocks: 0, bytes: 0 }, { blocks: null, bytes: 9_000 * MB }]) {
    assertEquals(cutBlocks(table), [{ from: 0, to: null }]);
  }
});

Deno.test("cutBlocks counts bytes out of line: few blocks of wide rows are many parts, but never more than blocks", () => {
  assert(cutBlocks({ blocks: 400, bytes: 500 * MB }).length > 15);
  assertEquals(cutBlocks({ blocks: 2, bytes: 500 * MB }).length, 2);
});
