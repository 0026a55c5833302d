import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Block } from "./block.ts";
import { estimateTokens, splitIntoPassages } from "./split_into_passages.ts";

const prose = (text: string): Block => ({ type: "prose", text });
const heading = (depth: number, text: string): Block => ({ type: "heading", depth, text });
const sentences = (count: number, from = 0) =>
  Array.from({ length: count }, (_, n) => `${from + n}번 문장은 열 글자가 넘는 말이다.`).join(" ");

Deno.test("splitIntoPassages splits at headings and gives each passage its path", () => {
  const blocks = [
    prose("머리말"),
    heading(1, "가"),
    heading(2, "나"),
    prose("1"),
    prose("2"),
    heading(1, "다"),
    prose("3"),
  ];
  assertEquals(splitIntoPassages("책", blocks), [
    { headings: ["책"], text: "머리말" },
    { headings: ["책", "가", "나"], text: "1\n\n2" },
    { headings: ["책", "다"], text: "3" },
  ]);
});

Deno.test("splitIntoPassages does not repeat the title, and accepts a document of headings only", () => {
  assertEquals(splitIntoPassages("책", [heading(1, "책"), prose("글")]), [{ headings: ["책"], text: "글" }]);
  assertEquals(splitIntoPassages("책", [heading(1, "책"), heading(2, "장")]), [{ headings: ["책"], text: "장" }]);
  assertEquals(splitIntoPassages("책", [heading(1, "책")]), [{ headings: ["책"], text: "책" }]);
  assertEquals(splitIntoPassages("책", []), [{ headings: ["책"], text: "책" }]);
});

Deno.test("splitIntoPassages makes a passage of headings with nothing below them, under the headings above", () => {
  const blocks = [heading(1, "책"), heading(2, "가"), heading(3, "1"), heading(3, "2"), heading(2, "나"), prose("글")];
  assertEquals(splitIntoPassages("책", [...blocks, heading(2, "다"), heading(1, "라")]), [
    { headings: ["책", "가"], text: "1\n\n2" },
    { headings: ["책", "나"], text: "글" },
    { headings: ["책"], text: "다" },
    { headings: ["책"], text: "라" },
  ]);
});

Deno.test("splitIntoPassages repeats a long heading shortened, and keeps it whole once", () => {
  const long = "가나다라".repeat(100);
  const passages = splitIntoPassages("책", [
    heading(1, long),
    heading(2, "1"),
    prose("글"),
    heading(2, "2"),
    prose("말"),
  ]);
  assertEquals(passages.map(({ text }) => text), [long, "글", "말"]);
  for (const { headings } of passages) assert(headings[1]!.length === 200 && headings[1]!.endsWith("…"));
});

Deno.test("splitIntoPassages cuts long prose at sentences, and repeats the last one before the cut", () => {
  const passages = splitIntoPassages("책", [prose(sentences(60))]);
  assert(passages.length > 1);
  for (const [index, { text }] of passages.entries()) {
    assert(estimateTokens(text) <= 400 && text.endsWith("."));
    if (index > 0) assert(text.startsWith(passages[index - 1]!.text.split(". ").at(-1)!));
  }
});

Deno.test("splitIntoPassages keeps a table whole within its budget, and otherwise repeats its head", () => {
  const table = (rows: number): Block => ({
    type: "table",
    text: ["| 시각 | 온도 |", "| --- | --- |", ...Array.from({ length: rows }, (_, n) => `| ${n}시 | ${n}도 |`)].join(
      "\n",
    ),
  });
  assertEquals(splitIntoPassages("표", [table(40)]).length, 1);
  const passages = splitIntoPassages("표", [table(300)]);
  assert(passages.length > 2);
  for (const { text } of passages) assert(text.startsWith("| 시각 | 온도 |\n| --- | --- |\n| "));
  assertEquals(passages.flatMap(({ text }) => text.split("\n").slice(2)).length, 300);
});

Deno.test("splitIntoPassages keeps code whole within its budget, and otherwise cuts it at lines", () => {
  const code = (lines: number): Block => ({
    type: "code",
    text: Array.from({ length: lines }, (_, n) => `run ${n}`).join("\n"),
  });
  assertEquals(splitIntoPassages("책", [code(300)]).length, 1);
  const parts = splitIntoPassages("책", [code(1_000)]);
  assertEquals(parts.map(({ text }) => text).join("\n"), code(1_000).text);
});

Deno.test("splitIntoPassages bounds every passage and loses no word, whatever the text", () => {
  const text = fc.array(
    fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 40 }),
      fc.constantFrom("제1조(목적)", "a".repeat(3_000), "가".repeat(900), "끝.", "\n", "| a | b |"),
    ),
    { maxLength: 60 },
  ).map((parts) => parts.join(" "));
  const block = fc.record({ type: fc.constantFrom("prose", "list", "code", "table"), text }) as fc.Arbitrary<Block>;
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          block,
          fc.record({
            type: fc.constant("heading" as const),
            depth: fc.integer({ min: 1, max: 6 }),
            text: fc.constant("장"),
          }),
        ),
        { maxLength: 6 },
      ),
      (blocks) => {
        const passages = splitIntoPassages("책", blocks);
        assert(passages.length > 0);
        for (const { text } of passages) assert(estimateTokens(text) <= 900, `${estimateTokens(text)} tokens`);
        const all = passages.map(({ text }) => text).join("").replace(/\s+/g, "");
        for (const { type, text } of blocks) {
          if (type === "heading") continue;
          for (const line of text.split("\n")) {
            for (const word of line.split(/\s+/).filter((word) => word.length > 0 && word.length < 100)) {
              assert(
                all.includes(word),
                word,
              );
            }
          }
        }
      },
    ),
    { numRuns: 200 },
  );
});
