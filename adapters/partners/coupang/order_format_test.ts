import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { statusOfLine } from "../../../domain/sourcing/market_order.ts";
import { anyInput, mutated } from "../../../testing/fixtures/mutated.ts";
import { parserLaws } from "../../../testing/fixtures/parser_contract.ts";
import { identifyCoupangOrder, lineId, partsOfLineId, readCoupangOrder } from "./order_format.ts";

const SKU = "550e8400-e29b-41d4-a716-446655440000";
const ITEM = {
  vendorItemId: 70_000_001,
  vendorItemName: "머그컵 화이트, 단일상품",
  shippingCount: 2,
  cancelCount: 0,
  holdCountForCancel: 0,
  salesPrice: 12_000,
  orderPrice: 24_000,
  discountPrice: null,
  externalVendorSkuCode: SKU,
  sellerProductId: 30_000_001,
  sellerProductName: "머그컵 화이트",
  sellerProductItemName: "단일상품",
  canceled: false,
};
const BOX = {
  // As `parseExactJson` reads it.
  shipmentBoxId: "642538971006401429",
  orderId: 9_100_041_863_244,
  orderedAt: "2026-03-03T00:30:00",
  paidAt: "2026-03-03T00:30:10",
  status: "ACCEPT",
  orderer: { name: "김하늘", email: "", safeNumber: "0503-0000-0001", ordererNumber: null },
  receiver: {
    name: "이바다",
    safeNumber: null,
    receiverNumber: "010-0000-0000",
    addr1: "서울 중구",
    addr2: "1층",
    postCode: "04524",
  },
  orderItems: [ITEM],
  shippingPrice: 2_500,
  parcelPrintMessage: null,
};
const RECEIPT = {
  receiptId: 7_001,
  orderId: 9_100_041_863_244,
  receiptType: "CANCEL",
  receiptStatus: "RETURNS_COMPLETED",
  createdAt: "2026-03-03T01:00:00",
  modifiedAt: "2026-03-03T01:00:00",
  requesterName: "김하늘",
  returnItems: [{ ...ITEM, shipmentBoxId: BOX.shipmentBoxId, purchaseCount: 2, cancelCount: 2 }],
};

Deno.test("readCoupangOrder reads a box: half past midnight without an offset is Korean", () => {
  const parsed = readCoupangOrder(BOX);
  assert(parsed.ok);
  const { lines: [line], ...order } = parsed.value;
  assertEquals(order, {
    id: "9100041863244",
    status: "PAID",
    orderedAt: new Date("2026-03-02T15:30:00Z"),
    buyer: { name: "김하늘" },
    receiver: { name: "이바다", phone: "010-0000-0000", postcode: "04524", address: "서울 중구 1층" },
    deliveryNote: "",
  });
  assertEquals(line, {
    id: "642538971006401429-70000001",
    sku: SKU,
    variant: null,
    listingId: "30000001",
    productName: "머그컵 화이트",
    optionName: "",
    quantity: 2,
    unitPrice: 12_000,
    shippingFee: 2_500,
  });
  assertEquals(identifyCoupangOrder(BOX), { externalId: "642538971006401429", updatedAt: null });
  const withOffset = readCoupangOrder({ ...BOX, orderedAt: "2026-03-03T00:30:00+09:00" });
  assert(withOffset.ok && withOffset.value.orderedAt.getTime() === order.orderedAt.getTime());
});

Deno.test("readCoupangOrder gives the postage of a box to its first line, and the cancelled lines their status", () => {
  const second = { ...ITEM, vendorItemId: 2, shippingCount: 0, cancelCount: 3, externalVendorSkuCode: "their own" };
  const parsed = readCoupangOrder({ ...BOX, orderItems: [ITEM, second] });
  assert(parsed.ok);
  assertEquals(
    parsed.value.lines.map((line) => [line.quantity, line.shippingFee, line.sku, statusOfLine(parsed.value, line)]),
    [[2, 2_500, SKU, "PAID"], [3, 0, null, "CANCELLED"]],
  );
});

Deno.test("readCoupangOrder finds listing and variant in the seller's own code", () => {
  const variantIn = (externalVendorSkuCode: string) => {
    const parsed = readCoupangOrder({ ...BOX, orderItems: [{ ...ITEM, externalVendorSkuCode }] });
    assert(parsed.ok);
    return [parsed.value.lines[0]!.sku, parsed.value.lines[0]!.variant];
  };
  assertEquals(variantIn(`${SKU}:색:검정`), [SKU, "색:검정"]);
  assertEquals([variantIn(SKU), variantIn("their own"), variantIn("")], [[SKU, null], [null, null], [null, null]]);
});

Deno.test("readCoupangOrder reads each status of a box, and refuses one that it does not know", () => {
  const said = ["ACCEPT", "INSTRUCT", "DEPARTURE", "DELIVERING", "NONE_TRACKING", "FINAL_DELIVERY"].map((status) => {
    const parsed = readCoupangOrder({ ...BOX, status });
    return parsed.ok && parsed.value.status;
  });
  assertEquals(said, ["PAID", "PAID", "SHIPPED", "SHIPPED", "SHIPPED", "DELIVERED"]);
  const unknown = readCoupangOrder({ ...BOX, status: "toString" });
  assert(!unknown.ok && unknown.refusal.details[0]!.startsWith("status: expected a status of an order sheet"));
});

Deno.test("readCoupangOrder reads receipts: cancelled before the goods leave, returned afterwards; a part is for a person", () => {
  const statusOf = (receipt: unknown) => {
    const parsed = readCoupangOrder(receipt);
    return parsed.ok ? [parsed.value.id, parsed.value.status, parsed.value.lines[0]!.id] : parsed.refusal.details;
  };
  const line = "642538971006401429-70000001";
  assertEquals(statusOf(RECEIPT), ["9100041863244", "CANCELLED", line]);
  const stop = { ...RECEIPT, receiptType: "RETURN", receiptStatus: "RELEASE_STOP_UNCHECKED" };
  assertEquals(statusOf(stop), ["9100041863244", "CANCELLED", line]);
  assertEquals(statusOf({ ...RECEIPT, receiptType: "RETURN" }), ["9100041863244", "RETURNED", line]);
  const part = { ...RECEIPT, returnItems: [{ ...RECEIPT.returnItems[0], cancelCount: 1 }] };
  assertEquals(statusOf(part), [
    "returnItems.0.cancelCount: expected all 2 of the line, got 1: a part of a line is for a person",
  ]);
  assertEquals(identifyCoupangOrder(RECEIPT)?.externalId, "receipt-7001");
});

Deno.test("partsOfLineId takes apart what lineId puts together, and nothing else", () => {
  assertEquals(partsOfLineId(lineId("642538971006401429", "7")), {
    shipmentBoxId: "642538971006401429",
    vendorItemId: "7",
  });
  for (const other of ["", "1", "1-", "-1", "1-2-3", "a-1"]) assertEquals(partsOfLineId(other), null);
});

parserLaws("readCoupangOrder", { parse: readCoupangOrder, valid: [BOX, RECEIPT], oneWay: true });

Deno.test("identifyCoupangOrder never throws, and gives what can be stored", () => {
  fc.assert(fc.property(fc.oneof(anyInput, mutated(fc.constantFrom<unknown>(BOX, RECEIPT))), (raw) => {
    const identity = identifyCoupangOrder(raw);
    assert(identity === null || (identity.externalId.length > 0 && identity.externalId.length <= 220));
  }));
});
