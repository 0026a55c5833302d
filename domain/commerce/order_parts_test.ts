import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { NOTHING_REPEATED, ORDER_STATUSES, parseOrder } from "./order.ts";
import { type OrderParts, parseOrderParts } from "./order_parts.ts";

const HOW_LONG = [0, 1, 49, 50, 51, 100, 101];
const PIECES = ["a", " ", "é", "e\u0301", "가", "\u1100\u1161", "\u0000", "\ud83d", "😀", "\t", "-"];
const text = fc.oneof(
  fc.constantFrom(...HOW_LONG.map((length) => "x".repeat(length)), ...PIECES),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 6 }).map((pieces) => pieces.join("")),
);
const number = fc.constantFrom(...[0, 1, 0.5, 2 ** 31 - 1, 2 ** 31, NaN, Infinity].flatMap((each) => [each, -each]));
const time = fc.constantFrom(NaN, Date.UTC(1, 0), Date.UTC(1990, 0), Date.UTC(9999, 11, 31), Date.UTC(10_000, 0))
  .map((ms) => new Date(ms));
const usual: OrderParts = {
  orderId: "1-A",
  userId: "U",
  productId: "A",
  quantity: 1,
  totalAmount: 10,
  shippingCost: 0,
  discountAmount: 0,
  paymentMethod: "CARD",
  status: "PAID",
  ...NOTHING_REPEATED,
  createdAt: new Date("2026-03-02T00:00:00Z"),
  invoice: "1",
  importRun: 1,
  selection: null,
};
const one = (values: { readonly [Field in keyof OrderParts]?: fc.Arbitrary<unknown> }) => {
  const fields = Object.entries(values).map(([name, value]) => value!.map((value) => ({ [name]: value })));
  return fc.array(fc.oneof(...fields), { maxLength: 2 })
    .map((changes): OrderParts => Object.assign({}, usual, ...changes));
};

Deno.test("parseOrderParts takes and refuses what parseOrder does, with the same words", () => {
  const parts = one({
    ...{ orderId: text, userId: text, productId: text, invoice: fc.option(text), paymentMethod: text },
    ...{ quantity: number, totalAmount: number, shippingCost: number, discountAmount: number },
    ...{ userRegion: fc.option(text), category: fc.option(text), userName: fc.option(text) },
    ...{ status: fc.constantFrom(...ORDER_STATUSES, "LOST"), createdAt: time, importRun: fc.option(number) },
    selection: fc.option(fc.record({ score: number, factors: fc.constant([]) })),
  });
  fc.assert(fc.property(parts, (parts) => assertEquals(parseOrderParts(parts), parseOrder(parts))), { numRuns: 2_000 });
});
