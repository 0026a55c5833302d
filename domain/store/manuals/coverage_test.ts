import { assertEquals } from "@std/assert";
import { coverageOf } from "./coverage.ts";

Deno.test("coverageOf counts the letters and digits that are in passages, in the order of the source", () => {
  const source = "환불 규정\n\n제1조(기한) 7일 이내.\n\n제2조 식품은 안 된다.";
  const passages = [
    { headings: ["환불 규정", "제1조(기한)"], text: "7일 이내." },
    { headings: ["환불 규정", "제2조"], text: "식품은 안 된다." },
  ];
  assertEquals(coverageOf(source, passages), { characters: 22, inPassages: 22 });
  assertEquals(coverageOf(source, passages.slice(0, 1)), { characters: 22, inPassages: 13 });
  assertEquals(coverageOf(source, []), { characters: 22, inPassages: 0 });
  assertEquals(coverageOf("", []), { characters: 0, inPassages: 0 });
});

Deno.test("coverageOf does not take one place for two: a word that stands twice is lost once", () => {
  const passage = { headings: [], text: "가 나 가" };
  assertEquals(coverageOf("가 나 가", [passage]).inPassages, 3);
  assertEquals(coverageOf("가 나 가 나", [passage]).inPassages, 3);
});

Deno.test("coverageOf follows a word that is cut into passages, and sentences that are repeated", () => {
  const text = "a".repeat(1_000);
  const cut = [text.slice(0, 400), text.slice(400, 800), text.slice(800)].map((text) => ({ headings: ["책"], text }));
  assertEquals(coverageOf(text, cut), { characters: 1_000, inPassages: 1_000 });
  const repeated = [{ headings: ["책"], text: "하나. 둘." }, { headings: ["책"], text: "둘. 셋." }];
  assertEquals(coverageOf("책\n하나. 둘. 셋.", repeated), { characters: 5, inPassages: 5 });
});
