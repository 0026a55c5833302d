import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import {
  listingIdSchema,
  marketAccountIdSchema,
  orderIdSchema,
  productIdSchema,
  rawIdSchema,
  supplierAccountIdSchema,
  supplierOrderIdSchema,
} from "./ids.ts";
import { draftListing } from "./listing.ts";
import type { MarketOrderLine } from "./market_order.ts";
import { type ReceivedLine, receiveLine } from "./order.ts";
import type { Product } from "./product.ts";

const ID = "00000000-0000-4000-8000-000000000001";
const NOW = new Date("2026-03-02T12:00:00Z");
const ACCOUNT = marketAccountIdSchema.parse(ID);
const variant = (key: string, value: string, supplyPrice: number, stock: number) => ({
  ...{ key, attributes: [{ name: "자동", value }] },
  ...{ supplyPrice, sellingPrice: supplyPrice + 3_000, stock },
});
const PRODUCT: Product = {
  id: productIdSchema.parse(ID),
  supplierAccountId: supplierAccountIdSchema.parse(ID),
  supplierItemId: rawIdSchema.parse(ID),
  supplierItemCode: "W-1",
  supplierVersion: 3,
  ...{ name: "우산", brand: "", category: "", description: "", imageUrls: [] },
  variants: [variant("S", "소형", 5_000, 10), variant("L", "대형", 12_000, 10)],
  supplyPrice: 5_000,
  sellingPrice: 8_000,
  shippingFee: 2_500,
  marginRate: 0.25,
  pricePolicy: "margin-0.25",
  stock: 20,
  status: "ON_SALE",
  withheld: null,
  createdAt: NOW,
  updatedAt: NOW,
};

function received(
  line: Partial<MarketOrderLine>,
  { product = PRODUCT, leastMarginRate = 0, status = "PAID" as const }: {
    readonly product?: Product;
    readonly leastMarginRate?: number;
    readonly status?: "PAID" | "SHIPPED";
  } = {},
): ReceivedLine {
  const listing = draftListing(product, {
    ...{ id: listingIdSchema.parse(ID), marketAccountId: ACCOUNT, price: null, now: NOW, digest: (text) => text },
  });
  assert(listing.ok);
  const full: MarketOrderLine = {
    ...{ id: "1", productName: "우산", optionName: "", quantity: 1, unitPrice: 20_000, shippingFee: 0 },
    ...line,
  };
  return receiveLine({
    order: {
      ...{ id: "O-1", status, orderedAt: NOW, deliveryNote: "", lines: [full] },
      receiver: { name: "김하늘", phone: "", postcode: "", address: "서울" },
    },
    line: full,
    context: {
      listing: listing.value,
      product,
      item: {
        ...{ id: product.supplierItemId, accountId: product.supplierAccountId, externalId: "W-1" },
        ...{ version: 3, payload: {}, withheld: null },
      },
    },
    rawId: rawIdSchema.parse(ID),
    account: { id: ACCOUNT, feeRate: 0.1 },
    leastMarginRate,
    ids: { order: orderIdSchema.parse(ID), supplierOrder: supplierOrderIdSchema.parse(ID) },
    now: NOW,
  });
}

function stopped(line: Partial<MarketOrderLine>, problem: string, options: Parameters<typeof received>[1] = {}) {
  const { order, plan } = received(line, options);
  assertEquals([order.status, plan], ["UNFULFILLABLE", null]);
  assertStringIncludes(order.problem!, problem);
}

Deno.test("receiveLine orders the variant that was sold, at the variant's price", () => {
  for (const line of [{ variant: "L" }, { optionName: "자동 대형" }, { optionName: "대형" }]) {
    const { order, plan } = received({ ...line, quantity: 10 });
    assertEquals([order.status, order.problem], ["PAID", null]);
    assertEquals([plan!.variant, plan!.supplyPrice, plan!.totalAmount], [
      { key: "L", attributes: [{ name: "자동", value: "대형" }] },
      12_000,
      122_500,
    ]);
  }
});

Deno.test("receiveLine orders an item without options whatever the marketplace calls it", () => {
  const { plan } = received({ optionName: "단일상품" }, { product: { ...PRODUCT, variants: [] } });
  assertEquals([plan!.variant, plan!.supplyPrice], [null, 5_000]);
});

Deno.test("receiveLine stops an order whose option it does not know", () => {
  stopped({ optionName: "자동 특대형" }, 'has 2 options, and the order names none of them: "자동 특대형"');
  stopped({ variant: "XL", optionName: "자동 대형" }, '"XL"');
  stopped({}, "names none of them");
});

Deno.test("receiveLine stops more than the supplier has, of the variant and of the item", () => {
  stopped({ variant: "L", quantity: 50 }, '50 are ordered, and the supplier has 10 of the option "자동: 대형"');
  stopped({ quantity: 21 }, "21 are ordered, and the supplier has 20 of it", { product: { ...PRODUCT, variants: [] } });
});

Deno.test("receiveLine stops a sale at a loss, and below the margin that is asked for", () => {
  // 6,700 − 670 fee − 12,000 − 2,500 postage
  stopped({ variant: "L", unitPrice: 6_700 }, "sold for 6700 won each, which leaves -8470 of 6700 won");
  // 16,200 − 1,620 − 14,500: the last that leaves something.
  assertEquals(received({ variant: "L", unitPrice: 16_112 }).order.problem, null);
  stopped({ variant: "L", unitPrice: 16_110 }, "leaves -1 of");
  // 20,000 − 2,000 − 14,500 = 3,500: 17.5 %
  assertEquals(received({ variant: "L" }, { leastMarginRate: 0.175 }).order.problem, null);
  stopped({ variant: "L" }, "less than the margin of 0.18", { leastMarginRate: 0.18 });
});

Deno.test("receiveLine stops what is not on sale, and questions nothing that has left the shop", () => {
  stopped({ variant: "L" }, "its product is SOLD_OUT", { product: { ...PRODUCT, status: "SOLD_OUT" } });
  assertEquals(received({ quantity: 999 }, { status: "SHIPPED" }).order.problem, null);
});
