import { assert, assertEquals, assertFalse } from "@std/assert";
import { isSameSale, parseSale, type Sale } from "./sale.ts";

const RAW = { saleId: "R-1", menu: "김치찌개", price: 9_000, quantity: 2, soldAt: "2026-03-02T12:10:00+09:00" };

function sale(changes: object = {}): Sale {
  const parsed = parseSale({ ...RAW, ...changes });
  if (!parsed.ok) throw new Error(parsed.refusal.message);
  return parsed.value;
}

Deno.test("parseSale reads a till's sale and its cancellation", () => {
  assertEquals(sale(), { ...RAW, soldAt: new Date("2026-03-02T03:10:00Z") } as unknown as Sale);
  assertEquals(sale({ quantity: -1 }).quantity, -1);
});

Deno.test("parseSale normalises Hangul and spaces of names", () => {
  for (const menu of ["김치 찌개", "김치 찌개".normalize("NFD"), "  김치\t찌개 "]) {
    assertEquals(sale({ menu }).menu as string, "김치 찌개");
  }
});

Deno.test("parseSale names the field that is wrong", () => {
  const wrong: [string, unknown][] = [
    ["saleId", ""],
    ["saleId", "a\0b"],
    ["menu", "   "],
    ["menu", "냉\0면"],
    ["menu", "가".repeat(101)],
    ["price", -1],
    ["price", 0.5],
    ["price", 2_147_483_648],
    ["quantity", 0],
    ["quantity", 1_000_001],
    ["soldAt", "2026-03-02T12:10:00"],
    ["soldAt", 1_772_420_000],
  ];
  for (const [field, value] of wrong) {
    const parsed = parseSale({ ...RAW, [field]: value });
    assert(!parsed.ok, `${field} ${value}`);
    assertEquals(parsed.refusal.details.map((line) => line.split(":")[0]), [field]);
  }
  const misspelt = parseSale({ ...RAW, sold_at: RAW.soldAt });
  assert(!misspelt.ok && misspelt.refusal.message.includes("did you mean soldAt?"));
});

Deno.test("isSameSale compares everything except the id", () => {
  assert(isSameSale(sale(), sale({ saleId: "R-2", soldAt: "2026-03-02T03:10:00Z" })));
  for (const change of [{ menu: "냉면" }, { price: 9_001 }, { quantity: 1 }, { soldAt: "2026-03-02T03:10:00.001Z" }]) {
    assertFalse(isSameSale(sale(), sale(change)));
  }
});
