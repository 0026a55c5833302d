import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { marginPolicy, priceItem } from "./price_policy.ts";
import { MAX_WON } from "../shared/money.ts";

const item = (price: number, shippingFee = 0, minimumPrice = 0) => ({ price, shippingFee, minimumPrice });
const priced = (...args: Parameters<typeof item>) => {
  const result = priceItem(item(...args), marginPolicy(0.25));
  if (!result.ok) throw new Error(result.refusal.message);
  return result.value;
};

Deno.test("priceItem leaves the margin after supply price and postage, in hundreds of won", () => {
  assertEquals(priced(7_500), { sellingPrice: 10_000, marginRate: 0.25, pricePolicy: "margin-0.25" });
  assertEquals(priced(5_000, 2_500).sellingPrice, 10_000);
  assertEquals(priced(7_501).sellingPrice, 10_100);
  assertEquals(priced(1).sellingPrice, 100);
});

Deno.test("priceItem never goes below the supplier's minimum price", () => {
  assertEquals(priced(7_500, 0, 12_345).sellingPrice, 12_400);
  assertEquals(priced(7_500, 0, 9_000).sellingPrice, 10_000);
});

Deno.test("priceItem refuses prices beyond the column's range", () => {
  const result = priceItem(item(MAX_WON), marginPolicy(0.25));
  assert(!result.ok && result.refusal.code === "unpriceable");
});

Deno.test("priceItem returns the lowest multiple of its step that leaves the margin, for any item", () => {
  const won = fc.integer({ min: 1, max: 50_000_000 });
  fc.assert(
    fc.property(won, fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 0, max: 95 }), (price, fee, percent) => {
      const result = priceItem(item(price, fee), marginPolicy(percent / 100));
      if (!result.ok) return;
      const { sellingPrice, marginRate } = result.value;
      assertEquals(sellingPrice % 100, 0);
      const leaves = (selling: number) => (selling - price - fee) * 100 >= percent * selling;
      assert(leaves(sellingPrice), "the margin is left");
      assert(!leaves(sellingPrice - 100), "and a step less would not leave it");
      assert(marginRate >= 0 && marginRate < 1);
    }),
  );
});
