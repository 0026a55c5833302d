import { assertEquals, assertThrows } from "@std/assert";
import { proseOf, readBlocks } from "./read_blocks.ts";

const PAGE =
  "# T\n\n```sh background\ndeno task start\n```\n\n```text\nopen …\n```\n\nthen `[a](b)`\n\n```json\n{}\n```\n";

Deno.test("readBlocks gives each block with its line, its words, and whether it follows another", () => {
  assertEquals(readBlocks(PAGE), [
    { line: 3, info: ["sh", "background"], text: "deno task start", followsBlock: false },
    { line: 7, info: ["text"], text: "open …", followsBlock: true },
    { line: 13, info: ["json"], text: "{}", followsBlock: false },
  ]);
});

Deno.test("readBlocks refuses a block that is never closed", () => {
  assertThrows(() => readBlocks("a\n```sh\nls\n"), Error, "line 2");
});

Deno.test("proseOf leaves out blocks and code spans and keeps the lines", () => {
  const prose = proseOf(PAGE);
  assertEquals(prose.split("\n").length, PAGE.split("\n").length);
  assertEquals(prose.split("\n").filter((line) => line !== ""), ["# T", "then "]);
});
