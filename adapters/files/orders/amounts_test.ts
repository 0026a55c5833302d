import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { parseDecimal } from "../../../domain/shared/decimal.ts";
import { anyText } from "../../../testing/fixtures/mutated.ts";
import { currencyIn, parseAmount } from "./amounts.ts";

const decimal = parseDecimal;

Deno.test("parseAmount reads what is unambiguous whatever the column's mark is", () => {
  const same: Record<string, string> = {
    "2.55": "2.55",
    "2,55": "2.55",
    "1,234.50": "1234.50",
    "1.234,50": "1234.50",
    "1 234,50": "1234.50",
    "1'234.50": "1234.50",
    "1,234,567": "1234567",
    "1,23,456": "123456",
    "-$3.60": "-3.60",
    "$-3.60": "-3.60",
    "(3.60)": "-3.60",
    "3,60-": "-3.60",
    "−3.60": "-3.60",
    "12.50 €": "12.50",
    "R$ 58,90": "58.90",
    "0.350": "0.350",
    "17": "17",
  };
  for (const [text, expected] of Object.entries(same)) {
    for (const mark of [".", ",", null] as const) assertEquals(parseAmount(text, mark), decimal(expected), text);
  }
});

Deno.test("parseAmount takes a single mark before three digits as the column does", () => {
  assertEquals([parseAmount("1,250", "."), parseAmount("1.250", ".")], [decimal("1250"), decimal("1.250")]);
  assertEquals([parseAmount("1,250", ","), parseAmount("1.250", ",")], [decimal("1.250"), decimal("1250")]);
  assertEquals([parseAmount("₩12,000", null), parseAmount("12.000원", null)], [decimal("12000"), decimal("12000")]);
});

Deno.test("parseAmount refuses what is no amount", () => {
  for (const text of ["", "-", "abc", "1,2,3", "1..2", "1.2.3,4,5", "12,34.5.6", "1e3", "٣", "£"]) {
    assertEquals(parseAmount(text, "."), null, text);
  }
});

Deno.test("parseAmount gives a number or null, whatever it is given", () => {
  fc.assert(fc.property(anyText, fc.constantFrom(".", ",", null), (text, mark) => {
    const amount = parseAmount(text, mark);
    return amount === null || typeof amount.digits === "bigint";
  }));
});

Deno.test("currencyIn names the currency of a sign or a word", () => {
  assertEquals(["$3", "12,000원", "R$ 5", "3 EUR", "£1", "5"].map(currencyIn), [
    "USD",
    "KRW",
    "BRL",
    "EUR",
    "GBP",
    null,
  ]);
});
