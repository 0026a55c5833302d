import { assertEquals } from "@std/assert";
import { placeOfPassage } from "./cited_passage.js";

const TEXT = "# 환불\n\n- 7일 안에 (영수증이\n  있으면) 환불합니다.\n- 절반 이상 드신 것은 다시 만들어 드립니다.";
const found = (passage: string) => TEXT.slice(...placeOfPassage(TEXT, passage));

Deno.test("placeOfPassage finds a passage whatever the space between its words", () => {
  assertEquals(found("7일 안에 (영수증이 있으면) 환불합니다."), "7일 안에 (영수증이\n  있으면) 환불합니다.");
  assertEquals(found("환불합니다. 절반 이상"), "환불합니다.\n- 절반 이상");
  assertEquals(found("다른 글"), "");
  assertEquals(found("  "), "");
});
