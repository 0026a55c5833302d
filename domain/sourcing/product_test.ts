import { assert, assertEquals } from "@std/assert";
import { rawIdSchema, supplierAccountIdSchema } from "./ids.ts";
import { marginPolicy } from "./price_policy.ts";
import { makeProduct } from "./product.ts";
import type { SupplierItem } from "./supplier_item.ts";

const ID = "00000000-0000-4000-8000-000000000001";
const ITEM: SupplierItem = {
  ...{ id: "W-1", name: "자동 우산", brand: "", category: "", description: "", images: [] },
  ...{ price: 5_000, minimumPrice: 0, shippingFee: 0, stock: 0, status: "ON_SALE", variants: [] },
};
const VERSION = {
  id: rawIdSchema.parse(ID),
  accountId: supplierAccountIdSchema.parse(ID),
  externalId: "W-1",
  version: 1,
};
const variant = (key: string, price: number, stock: number) => ({ key, attributes: [], price, stock });

function made(changes: Partial<SupplierItem>) {
  const product = makeProduct({ ...ITEM, ...changes }, VERSION, marginPolicy(0.25));
  assert(product.ok);
  return product.value;
}

Deno.test("makeProduct prices every variant by itself, and itself by the cheapest", () => {
  const product = made({ variants: [variant("big", 12_000, 4), variant("small", 5_000, 10)] });
  assertEquals(
    product.variants.map(({ key, supplyPrice, sellingPrice, stock }) => [key, supplyPrice, sellingPrice, stock]),
    [
      ["big", 12_000, 16_000, 4],
      ["small", 5_000, 6_700, 10],
    ],
  );
  assertEquals([product.supplyPrice, product.sellingPrice, product.stock, product.status], [
    5_000,
    6_700,
    14,
    "ON_SALE",
  ]);
});

Deno.test("makeProduct counts the variants' stock alone where there are variants", () => {
  assertEquals([made({ stock: 9 }).stock, made({ stock: 9 }).status], [9, "ON_SALE"]);
  const { stock, status } = made({ stock: 9, variants: [variant("a", 1, 0), variant("b", 1, 0)] });
  assertEquals([stock, status], [0, "SOLD_OUT"]);
});

Deno.test("makeProduct keeps the surcharge above the supplier's lowest selling price", () => {
  const product = made({ minimumPrice: 20_000, variants: [variant("a", 5_000, 1), variant("b", 12_000, 1)] });
  assertEquals(product.variants.map(({ sellingPrice }) => sellingPrice), [20_000, 27_000]);
});
