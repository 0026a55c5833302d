import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { customerCode, guestCode, invoiceSchema, productCode } from "./outside_ids.ts";

const digest = (text: string) =>
  [...text].map((letter) => letter.codePointAt(0)!.toString(16)).join("").padEnd(64, "0");

Deno.test("invoiceSchema takes numbers as shops write them, and no empty or endless ones", () => {
  for (const id of ["#1001", "20260302-0000012", "e481f51cbdc54678b7cc49136f2d6af7", "EN 1001", "주문 7"]) {
    assertEquals(invoiceSchema.parse(` ${id} `), id);
  }
  for (const id of ["", " ", "a\nb", "x".repeat(51)]) assert(!invoiceSchema.safeParse(id).success, id);
});

Deno.test("customerCode keeps ids and takes a digest of what tells who it is", () => {
  for (const id of ["17850", "hong123", "9ef432eb6251297304e76186b10a928d", "2026030212345671"]) {
    assertEquals(customerCode(` ${id}`, digest), id);
  }
  for (
    const personal of ["buyer1@example.com", "010-1234-5678", "01012345678", "+82 10 1234 5678", "김철수", "Kim Chul"]
  ) {
    const code = customerCode(personal, digest)!;
    assert(/^c-[0-9a-f]{32}$/.test(code) && !code.includes(personal), code);
  }
  assertEquals(customerCode("  ", digest), null);
});

Deno.test("customerCode is one for an address in another case and a name in another normal form", () => {
  assertEquals(customerCode("Buyer1@Example.com", digest), customerCode("buyer1@example.com", digest));
  assertEquals(customerCode("김철수".normalize("NFD"), digest), customerCode("김철수", digest));
});

Deno.test("productCode and guestCode fit an id, and long ones stay apart", () => {
  assertEquals(productCode(" MUG-1 ", digest), "MUG-1");
  const [a, b] = [productCode("x".repeat(60), digest), productCode("x".repeat(59) + "y", digest)];
  assertEquals([a.length, b.length], [50, 50]);
  assertEquals(guestCode("#1001", digest), "guest-#1001");
  assertEquals(guestCode("i".repeat(50), digest).length, 50);
  assertNotEquals(a, "");
});
