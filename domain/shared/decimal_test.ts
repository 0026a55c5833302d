import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { multiply, parseDecimal, roundHalfUp } from "./decimal.ts";

Deno.test("parseDecimal keeps every digit of a plain number", () => {
  assertEquals(parseDecimal("2.55"), { digits: 255n, scale: 2 });
  assertEquals(parseDecimal("-11062.06"), { digits: -1106206n, scale: 2 });
  assertEquals(parseDecimal("6"), { digits: 6n, scale: 0 });
  assertEquals(parseDecimal("6."), { digits: 6n, scale: 0 });
  assertEquals(parseDecimal(".5"), { digits: 5n, scale: 1 });
  assertEquals(parseDecimal("-0"), { digits: 0n, scale: 0 });
});

Deno.test("parseDecimal refuses anything but a plain number", () => {
  for (const text of ["", ".", "-", "1e3", "1,000", " 1", "0x10", "NaN", "Infinity", "1.2.3", "٣", "9".repeat(41)]) {
    assertEquals(parseDecimal(text), null, text);
  }
});

Deno.test("roundHalfUp rounds a half away from zero", () => {
  for (
    const [text, rounded] of [["0.5", 1n], ["0.49", 0n], ["1.5", 2n], ["2.5", 3n], ["-2.5", -3n], ["-0.4", 0n]] as const
  ) {
    assertEquals(roundHalfUp(parseDecimal(text)!), rounded, text);
  }
});

Deno.test("multiply and roundHalfUp are exact where binary floats are not", () => {
  // 1.005 × 100 is 100.49999999999999 in binary floating point.
  assertEquals(roundHalfUp(multiply(parseDecimal("1.005")!, parseDecimal("100")!)), 101n);
});

Deno.test("roundHalfUp is symmetric about zero for every number", () => {
  const decimals = fc.record({ digits: fc.bigInt(-(10n ** 30n), 10n ** 30n), scale: fc.nat(12) });
  fc.assert(fc.property(decimals, ({ digits, scale }) => {
    assertEquals(roundHalfUp({ digits, scale }) + roundHalfUp({ digits: -digits, scale }), 0n);
  }));
});
