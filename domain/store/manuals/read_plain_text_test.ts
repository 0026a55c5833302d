import { assertEquals } from "@std/assert";
import { readPlainText } from "./read_plain_text.ts";

const REFUNDS = `환불 규정

제1장 총칙

제1조(목적) 이 규정은 매장에서 판매한 상품의 환불과 교환에 관한 사항을 정한다.

제2장 환불

제2조(환불 기한) 고객은 구매일로부터 7일 이내에 영수증을 지참하여 환불을 요청할 수 있다.

제3조(환불이 안 되는 경우) 다음 상품은 환불하지 않는다.
1. 개봉한 식품
2. 고객의 잘못으로 파손된 상품

부칙

이 규정은 2026년 1월 1일부터 시행한다.
`;

const outline = (text: string) =>
  readPlainText(text).map((block) =>
    block.type === "heading" ? `${"#".repeat(block.depth)} ${block.text}` : block.type
  );

Deno.test("readPlainText finds the title, chapters and articles of Korean rules", () => {
  assertEquals(outline(REFUNDS), [
    " 환불 규정",
    "## 제1장 총칙",
    "#### 제1조(목적)",
    "prose",
    "## 제2장 환불",
    "#### 제2조(환불 기한)",
    "prose",
    "#### 제3조(환불이 안 되는 경우)",
    "prose",
    "## 부칙",
    "prose",
  ]);
});

Deno.test("readPlainText finds the title, branches of articles and tables of a published law", () => {
  const law =
    "소방시설법\n[시행 2025. 1. 1.] [법률 제1호]\n\n제3조의2의3(가지) 가지의 조문이다.\n[별표 1] 과태료\n금액은 만원이다.\n";
  assertEquals(outline(law), [
    " 소방시설법",
    "prose",
    "#### 제3조의2의3(가지)",
    "prose",
    "## [별표 1] 과태료",
    "prose",
  ]);
  assertEquals(outline("식당 규칙\n제1조(목적) 목적이다.")[0], " 식당 규칙");
  assertEquals(outline("식당에서는 손을 씻는다\n그리고 제1조를 읽는다."), ["prose"]);
});

Deno.test("readPlainText finds numbered titles after an empty line and keeps numbered lists together", () => {
  const text = "1. 개점\n\n조명을 켠다.\n\n1.1 냉장고\n\n1. 문을 연다\n2. 온도를 잰다\n\n3.14 는 원주율이다.\n";
  assertEquals(outline(text), ["##### 1. 개점", "prose", "###### 1.1 냉장고", "list", "prose"]);
  assertEquals(outline("준비\n1. 문을 연다\n2. 온도를 잰다"), ["prose"]);
  assertEquals(outline("- 하나\n- 둘"), ["list"]);
});

Deno.test("readPlainText finds English chapters, and no title in a sentence", () => {
  assertEquals(outline("Chapter 1 Opening\nTurn on the light.\n\nArticle 2 Refunds\nWithin a week."), [
    "## Chapter 1 Opening",
    "prose",
    "#### Article 2 Refunds",
    "prose",
  ]);
  assertEquals(
    outline(
      "제5조에 따라 환불하지 않으며 이에 대해 고객은 영수증과 상품을 함께 가지고 매장에 와서 직원에게 직접 말하고 확인을 받아야 하며 그 기한은 칠 일로 한다 그리고 더 있다",
    ),
    [
      "prose",
    ],
  );
  assertEquals([outline(""), outline("\n \n"), outline("한 줄")], [[], [], ["prose"]]);
});

Deno.test("readPlainText keeps the whole text", () => {
  const words = (text: string) => text.split(/\s+/).filter((word) => word !== "").sort();
  assertEquals(words(readPlainText(REFUNDS).map(({ text }) => text).join(" ")), words(REFUNDS));
});
