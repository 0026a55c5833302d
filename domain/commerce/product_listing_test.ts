import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import fc from "fast-check";
import { listProduct, parseProductChanges } from "./product_listing.ts";
import { MAX_WON } from "../shared/money.ts";

const now = new Date("2026-03-02T12:00:00Z");
const options = { id: "P-new", now };

function listed(draft: object) {
  const result = listProduct({ name: "상품", category: "식품", ...draft }, options);
  assert(result.ok, result.ok ? "" : result.refusal.message);
  return result.value;
}

function refusal(draft: object): string {
  const result = listProduct({ name: "상품", category: "식품", ...draft }, options);
  assert(!result.ok);
  return result.refusal.message;
}

Deno.test("listProduct fills in fields that the seed's example omits", () => {
  const draft = { productId: "P1001", name: "MacBook Pro", category: "Electronics", price: 3_000_000 };
  assertEquals(listProduct(draft, options) as unknown, {
    ok: true,
    value: {
      ...draft,
      brand: "",
      orgPrice: 3_000_000,
      discountRate: 0,
      stock: 0,
      rating: 0,
      reviewCount: 0,
      isBest: false,
      createdAt: now,
      orderCount: 0,
      isGoods: true,
      importRun: null,
    },
  });
});

Deno.test("listProduct uses the shop's id for a draft without one", () => {
  assertEquals(listed({ price: 1 }).productId as string, "P-new");
});

Deno.test("listProduct computes list price and discount from each other", () => {
  assertEquals(listed({ price: 900, discountRate: 0.1 }).orgPrice, 1_000);
  assertEquals(listed({ price: 900, orgPrice: 1_000 }).discountRate, 0.1);
  assertEquals(listed({ price: 0, orgPrice: 0 }).discountRate, 0);
  assertEquals(listed({ price: 0, discountRate: 1 }).orgPrice, 0);
});

Deno.test("listProduct computes a list price whose discount yields the price", () => {
  fc.assert(
    fc.property(fc.nat(10_000_000), fc.double({ min: 0, max: 0.9, noNaN: true }), (price, discountRate) => {
      const { orgPrice } = listed({ price, discountRate });
      assert(orgPrice >= price);
      assert(Math.abs(orgPrice * (1 - discountRate) - price) <= 1);
    }),
  );
});

Deno.test("listProduct refuses impossible prices", () => {
  assertStringIncludes(refusal({ price: 900, orgPrice: 800 }), "orgPrice: expected at least the price, 900");
  assertStringIncludes(refusal({ price: 900, discountRate: 1 }), "discountRate:");
  assertStringIncludes(refusal({ price: MAX_WON, discountRate: 0.5 }), "orgPrice:");
  assertStringIncludes(refusal({ price: 10.5 }), "price:");
  assertStringIncludes(refusal({}), "price:");
});

Deno.test("listProduct refuses unknown keys and counters that the shop maintains", () => {
  assertStringIncludes(refusal({ price: 1, org_price: 2 }), "did you mean orgPrice?");
  assertStringIncludes(refusal({ price: 1, orderCount: 2 }), "no field orderCount");
});

Deno.test("parseProductChanges keeps given fields and refuses an empty change", () => {
  assertEquals(parseProductChanges({ stock: 0 }), { ok: true, value: { stock: 0 } });
  for (const raw of [{}, { orderCount: 1 }, { price: -1 }, "x"]) assert(!parseProductChanges(raw).ok);
});
