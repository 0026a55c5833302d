import { assertEquals } from "@std/assert";
import { emailMark, isUnderWay, marksIn, orderMark, phoneMark, textMark } from "./buyer.ts";
import { marketAccountIdSchema } from "./ids.ts";

const ACCOUNT = marketAccountIdSchema.parse("0190b7a6-0000-7000-8000-000000000001");

Deno.test("marks of one person are equal however phone, e-mail and name are spelled", () => {
  const phones = ["010-1234-5678", "01012345678", "+82 10-1234-5678", "0082 10 1234 5678", "(010) 1234.5678"];
  assertEquals(new Set(phones.map(phoneMark)), new Set([phoneMark("010 1234 5678")]));
  assertEquals(["", "1234", "담당자", "1".repeat(16)].map(phoneMark), [null, null, null, null]);
  assertEquals(emailMark(" Hong@Example.COM "), emailMark("hong@example.com"));
  assertEquals(textMark("Kim  Haneul "), textMark("kim haneul"));
  assertEquals(textMark("김하늘".normalize("NFD")), textMark("김하늘"));
  assertEquals(orderMark(ACCOUNT, "7") === orderMark(null, "7"), false);
});

Deno.test("marksIn finds persons at any depth, within sentences too, and whole texts", () => {
  const marks = marksIn({
    orderId: 7_731,
    orderer: { name: "김하늘", email: "haneul@example.com" },
    lines: [{ question: "제 번호는 010-1234-5678 이고 메일은 x.y@example.org. 언제 오나요?" }],
  });
  for (const wanted of [textMark("7731"), textMark("김하늘"), emailMark("haneul@example.com")]) {
    assertEquals(marks.has(wanted), true, wanted);
  }
  assertEquals(marks.has(phoneMark("01012345678")!), true);
  assertEquals(marks.has(emailMark("x.y@example.org")), true);
  assertEquals(marks.has(textMark("하늘")), false);
});

Deno.test("an order keeps its receiver as long as something has to be brought or taken back", () => {
  const underWay = (["PAID", "ORDERED", "SHIPPED", "TO_RETURN"] as const).map(isUnderWay);
  const over = (["DELIVERED", "CANCELLED", "RETURNED", "UNFULFILLABLE"] as const).map(isUnderWay);
  assertEquals([new Set(underWay), new Set(over)], [new Set([true]), new Set([false])]);
});
