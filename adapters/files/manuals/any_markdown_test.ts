import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { coverageOf } from "../../../domain/store/manuals/coverage.ts";
import { splitIntoPassages } from "../../../domain/store/manuals/split_into_passages.ts";
import { anyText, mutatedText } from "../../../testing/fixtures/mutated.ts";
import { readMarkdown } from "./read_markdown.ts";

const MANUAL =
  "# 환불 규정\n\n1. 7일 안에\n   - 영수증\n\n| 품목 | 기한 |\n|---|---|\n| 옷 | 7일 |\n\n```\ncode\n```\n> 인용\n\n[끝](x)";

const HEADINGS =
  "# 안내\n\n## 영업: 평일 09:00\n\n## [예약](https://x.kr) &amp; 주차\n\n제목\n===\n\n#### \\# `코드` ####\n\n---\n\n";

Deno.test("any text is read as Markdown, and every word of it is in a passage", () => {
  const text = fc.oneof(mutatedText(fc.constantFrom(MANUAL, HEADINGS, MANUAL + HEADINGS)), anyText);
  fc.assert(
    fc.property(text, (text) => {
      const { characters, inPassages } = coverageOf(text, splitIntoPassages("환불", readMarkdown(text)));
      assertEquals(inPassages, characters);
    }),
    { numRuns: 500 },
  );
});
