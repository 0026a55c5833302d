import { assertEquals } from "@std/assert";
import { HYGIENE, OPENING } from "../../../testing/fixtures/manual_samples.ts";
import { readMarkdown } from "./read_markdown.ts";

const outline = (text: string) =>
  readMarkdown(text).map((block) => block.type === "heading" ? `${"#".repeat(block.depth)} ${block.text}` : block.type);

Deno.test("readMarkdown finds headings, tables, lists and code", () => {
  assertEquals(outline(HYGIENE), [
    "# 위생 매뉴얼",
    "prose",
    "## 손 씻기",
    "prose",
    "## 냉장고 온도",
    "prose",
    "table",
    "## 유통기한",
    "prose",
  ]);
  assertEquals(outline(OPENING), ["# 개점과 마감 절차", "## 개점", "list", "## 마감", "list", "code"]);
});

Deno.test("readMarkdown reads headings without their markup, their links as text too, and keeps the source of all else", () => {
  assertEquals(readMarkdown("## **굵은** [링크](http://x) `코드`\n\n*글* 그대로\n\n> 인용\n\n***\n\n#\n"), [
    { type: "heading", depth: 2, text: "굵은 링크 코드" },
    { type: "prose", text: "**굵은** [링크](http://x) `코드`" },
    { type: "prose", text: "*글* 그대로" },
    { type: "prose", text: "> 인용" },
  ]);
  assertEquals(outline("제목\n===\n\n```sh\n# 설명\n```\n"), ["# 제목", "code"]);
  assertEquals([outline(""), outline("<div>\n글\n</div>")], [[], ["prose"]]);
});
