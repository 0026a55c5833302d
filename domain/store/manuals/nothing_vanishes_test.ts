import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { coverageOf } from "./coverage.ts";
import { readPlainText } from "./read_plain_text.ts";
import { splitIntoPassages } from "./split_into_passages.ts";

/** Lines of the kinds that rules, terms and notices are made of. */
const LINES = [
  "제1조(목적) 이 규칙은 환불에 관한 사항을 정한다.",
  "제2조 직원은 출근 10분 전까지 도착한다.",
  "제3조 환불 기한",
  "제4조의2 야간근로는 가산하여 지급한다.",
  "제5조 목적: 이 약관은 회사와 이용자의 권리를 정한다.",
  "제5조의 규정에 따라 처리한다.",
  "제5조 및 제6조에 따른다.",
  "제1장 총칙",
  "제1편",
  "제2절 휴가",
  "부칙",
  "부칙 이 규칙은 2026년 1월 1일부터 시행한다.",
  "별표 1 경조휴가 일수",
  "별표 1에 따른다.",
  "1. 출근하면 손부터 씻기",
  "1.2 냉장고",
  "2) 앞치마와 머리망 착용",
  "① 연차휴가는 15일로 한다.",
  "- 영수증",
  "Chapter 1 Opening",
  "Article 2 Refunds are made within a week.",
  "Section 3",
  "본인 결혼 5일",
  "용할 수 없습니다. 이는 모두의 약속이며 지켜야 하는",
  "가".repeat(900),
  "a ".repeat(900),
  "제7조 " + "나".repeat(300),
  "제6조",
  "",
  "",
  "",
];

const anyLine = fc.oneof(fc.string({ unit: "grapheme", maxLength: 60 }), fc.string({ unit: "binary", maxLength: 60 }));
const text = fc.array(fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...LINES) }, anyLine), { maxLength: 40 })
  .map((lines) => lines.join("\n"));

Deno.test("every line of a plain text is in some passage's text or headings", () => {
  fc.assert(
    fc.property(text, fc.constantFrom("책", "제1장 총칙"), (text, title) => {
      const passages = splitIntoPassages(title, readPlainText(text));
      const { characters, inPassages } = coverageOf(text, passages);
      assertEquals(inPassages, characters);
      const squeezed = passages.map(({ headings, text }) => squeeze([...headings, text].join("")));
      const all = passages.map(({ text }) => squeeze(text)).join("") + "\n" + squeezed.join("\n");
      for (const line of text.split("\n").map(squeeze)) {
        // A longer line may be in several passages, each of which begins with the sentence before.
        if (line.length < 150) assert(all.includes(line), `"${line}" is in no passage`);
      }
    }),
    { numRuns: 300 },
  );
});

Deno.test("articles of one line, rules between empty lines and headings without a body are found", () => {
  const rules =
    "매장 수칙\n\n모두 지킨다.\n\n1. 손부터 씻기\n\n2. 앞치마 착용\n\n제3조 흡연을 금한다.\n제4조(휴가) 15일이다.";
  assertEquals(splitIntoPassages("매장 수칙", readPlainText(rules)), [
    { headings: ["매장 수칙"], text: "모두 지킨다." },
    { headings: ["매장 수칙"], text: "1. 손부터 씻기\n\n2. 앞치마 착용" },
    { headings: ["매장 수칙", "제3조"], text: "흡연을 금한다." },
    { headings: ["매장 수칙", "제4조(휴가)"], text: "15일이다." },
  ]);
});

function squeeze(text: string): string {
  return text.replace(/\s+/g, "");
}
