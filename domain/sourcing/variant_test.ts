import { assertEquals } from "@std/assert";
import { findVariant, type Variant, variantName } from "./variant.ts";

const variant = (key: string, ...attributes: (readonly [name: string, value: string])[]): Variant => ({
  key,
  attributes: attributes.map(([name, value]) => ({ name, value })),
});
const VARIANTS = [
  variant("1", ["색", "빨강"], ["크기", "L"]),
  variant("2", ["색", "빨강"], ["크기", "XL"]),
  variant("3", ["", "자동 대형"]),
];
const found = (name: string, key: string | null = null, variants: readonly Variant[] = VARIANTS) =>
  findVariant(variants, { key, name })?.key ?? null;

Deno.test("variantName names every attribute, and a value without a name alone", () => {
  assertEquals(VARIANTS.map(variantName), ["색: 빨강 / 크기: L", "색: 빨강 / 크기: XL", "자동 대형"]);
});

Deno.test("findVariant goes by the key, and never past it to a name", () => {
  assertEquals([found("", "2"), found("빨강 L", "2"), found("빨강 L", "9")], ["2", "2", null]);
});

Deno.test("findVariant reads names as marketplaces write them", () => {
  for (const name of ["색: 빨강 / 크기: L", "빨강/L", "빨강 l", "색=빨강, 크기=L", "빨강_L".normalize("NFD")]) {
    assertEquals(found(name), "1", name);
  }
  assertEquals(found("자동대형"), "3");
});

Deno.test("findVariant guesses nothing", () => {
  assertEquals([found(""), found("빨강"), found("파랑/L"), found("M")], [null, null, null, null]);
  assertEquals(found("", null, VARIANTS.slice(0, 1)), "1");
  assertEquals(found("빨강 L", null, [VARIANTS[0]!, { ...VARIANTS[0]!, key: "1b" }]), null);
});
