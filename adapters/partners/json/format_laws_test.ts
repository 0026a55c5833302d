import { assert } from "@std/assert";
import fc from "fast-check";
import { anyInput, mutated } from "../../../testing/fixtures/mutated.ts";
import { parserLaws } from "../../../testing/fixtures/parser_contract.ts";
import { identifyMarketOrder, readBenchmark, readMarketOrder } from "./marketplace_format.ts";
import { readSupplierItem, readSupplierOrder, readSupplierRecord } from "./supplier_format.ts";

const item = {
  id: "I-1",
  name: "접이식 의자",
  price: 12_000,
  images: ["https://example.com/a.jpg"],
  options: [{ name: "색", value: "빨강", extraPrice: -500, stock: 3 }],
  updatedAt: "2026-03-02T12:00:00+09:00",
};
const order = {
  id: 4_711,
  status: "PAID",
  orderedAt: "2026-03-02T03:00:00Z",
  buyer: { name: "홍길동" },
  receiver: { name: "홍길동", address: "서울 강남구" },
  lines: [{ id: "L-1", sku: "550e8400-e29b-41d4-a716-446655440000", quantity: 2, unitPrice: 19_900 }],
};

parserLaws("readSupplierItem", {
  parse: readSupplierItem,
  valid: [item, { id: 5, name: "의자", price: 1 }],
  oneWay: true,
});
parserLaws("readSupplierRecord of items", {
  parse: (raw) => readSupplierRecord("items", raw),
  valid: [item],
  oneWay: true,
});
parserLaws("readSupplierRecord of orders", {
  parse: (raw) => readSupplierRecord("orders", raw),
  valid: [{ id: "O-1", status: "SHIPPED", lines: [1] }],
  oneWay: true,
});
parserLaws("readSupplierRecord of questions", {
  parse: (raw) => readSupplierRecord("qna", raw),
  valid: [{ id: "Q-1", question: "언제 오나요?", itemId: "I-1" }],
  oneWay: true,
});
parserLaws("readSupplierRecord of categories", {
  parse: (raw) => readSupplierRecord("categories", raw),
  valid: [{ id: 1, name: "가구", parentId: null }],
  oneWay: true,
});
parserLaws("readSupplierOrder", {
  parse: readSupplierOrder,
  valid: [{ status: "shipped", carrier: "CJ", trackingNumber: "123" }],
  oneWay: true,
});
parserLaws("readMarketOrder", { parse: readMarketOrder, valid: [order] });
parserLaws("readBenchmark", {
  parse: readBenchmark,
  valid: [{ id: 7, name: "의자", price: 9_900, rating: 4.5, url: "https://example.com/7" }],
  oneWay: true,
});

Deno.test("identifyMarketOrder gives the id or null, whatever it is given", () => {
  fc.assert(fc.property(fc.oneof(anyInput, mutated(fc.constant(order))), (raw) => {
    const identity = identifyMarketOrder(raw);
    assert(identity === null || identity.externalId.length > 0);
  }));
});
