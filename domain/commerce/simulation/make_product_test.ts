import { assert, assertEquals } from "@std/assert";
import { seededRandom } from "../../shared/random.ts";
import { makeProduct } from "./make_product.ts";
import { parseProduct } from "../product.ts";
import { ASSORTMENTS } from "./tables/catalogue.ts";
import { CATEGORIES } from "./tables/categories.ts";

const now = new Date("2026-06-17T12:00:00Z");

function goods(count: number) {
  const random = seededRandom("goods");
  return Array.from({ length: count }, (_, i) => makeProduct({ id: `P-${i}`, now, random }));
}

Deno.test("makeProduct returns the same product for the same seed", () => {
  const make = () => makeProduct({ id: "P-1", now, random: seededRandom(5) });
  assertEquals(make(), make());
});

Deno.test("makeProduct returns goods that parse and have no orders", () => {
  for (const product of goods(1_000)) {
    assertEquals(parseProduct(product), { ok: true, value: product });
    assertEquals([product.orderCount, product.isGoods, product.createdAt], [0, true, now]);
    assert(product.stock > 0 && product.reviewCount >= 0);
  }
});

Deno.test("makeProduct prices fit the item's band and the discount", () => {
  for (const product of goods(2_000)) {
    const { items } = ASSORTMENTS.find(({ category }) => category === product.category)!;
    const item = items.find(({ name }) => product.name.endsWith(name))!;
    assert(product.orgPrice >= item.from * 0.9 && product.orgPrice <= item.to * 1.1, product.name);
    assertEquals(product.price % 10, 0);
    assert(Math.abs(product.price - product.orgPrice * (1 - product.discountRate)) <= 5);
  }
});

Deno.test("makeProduct draws every category, common ones more often", () => {
  const counts = Object.groupBy(goods(5_000), ({ category }) => category);
  for (const category of CATEGORIES) assert((counts[category]?.length ?? 0) > 50, category);
  assert(counts["식품"]!.length > 2 * counts["도서"]!.length);
});

Deno.test("ASSORTMENTS cover each category once with shares that sum to 100", () => {
  assertEquals(ASSORTMENTS.map(({ category }) => category).sort(), [...CATEGORIES].sort());
  assertEquals(ASSORTMENTS.reduce((sum, { share }) => sum + share, 0), 100);
  for (const { items, brands, variants } of ASSORTMENTS) {
    assert(items.length >= 8 && brands.length >= 4 && variants.length >= 4);
    for (const { from, to } of items) assert(from > 0 && from < to);
  }
});
