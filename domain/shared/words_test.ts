import { assertEquals } from "@std/assert";
import { cjkPairs, otherRuns, wordsOf } from "./words.ts";

Deno.test("wordsOf returns lower-case words and cuts overlong ones", () => {
  assertEquals(wordsOf("환불 규정: Refund(7일) ①"), ["환불", "규정", "refund", "7일", "1"]);
  assertEquals(wordsOf("x".repeat(100)), ["x".repeat(32)]);
  assertEquals(wordsOf("\ud800 \0 ---"), []);
});

Deno.test("cjkPairs and otherRuns split a word by scripts", () => {
  assertEquals([cjkPairs("pos기에서a환불"), otherRuns("pos기에서a환불")], [["기에", "에서", "환불"], ["pos", "a"]]);
  assertEquals([cjkPairs("a"), cjkPairs("가"), otherRuns("가")], [[], [], []]);
});
