import { assert } from "@std/assert";
import fc from "fast-check";
import { splitIntoPassages } from "../../../domain/store/manuals/split_into_passages.ts";
import { anyText, mutatedText } from "../../../testing/fixtures/mutated.ts";
import { readMarkdown } from "./read_markdown.ts";

const MANUAL =
  "# 환불 규정\n\n1. 7일 안에\n   - 영수증\n\n| 품목 | 기한 |\n|---|---|\n| 옷 | 7일 |\n\n```\ncode\n```\n> 인용\n\n[끝](x)";

Deno.test("any text is read as Markdown, and becomes passages", () => {
  fc.assert(fc.property(fc.oneof(mutatedText(fc.constant(MANUAL)), anyText), (text) => {
    assert(splitIntoPassages("환불", readMarkdown(text)).every((passage) => passage !== undefined));
  }));
});
