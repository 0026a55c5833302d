import { assertEquals } from "@std/assert";
import { isGoods } from "./stock_code.ts";

Deno.test("isGoods is true for article codes, with or without letters", () => {
  for (const code of ["85123A", "22423", "15056bl", "DCGS0003", "DCGSSBOY", "PADS", "gift_0001_20"]) {
    assertEquals(isGoods(code), true, code);
  }
});

Deno.test("isGoods is false for postage, discounts, charges and manual lines, in either case", () => {
  for (
    const code of ["POST", "DOT", "C2", "D", "M", "m", "BANK CHARGES", "Bank Charges", "AMAZONFEE", "S", "B", "CRUK"]
  ) {
    assertEquals(isGoods(code), false, code);
  }
});
