import { assert, assertEquals } from "@std/assert";
import { parserLaws } from "../../../testing/fixtures/parser_contract.ts";
import { ownerclanItem } from "../../../testing/partners/ownerclan_server.ts";
import { readOwnerclanItem, readOwnerclanItemRecord } from "./item_format.ts";
import { readOwnerclanOrder, readOwnerclanOrderRecord } from "./order_format.ts";

const NODE = ownerclanItem({ id: "W-1", name: "자동 우산", price: 5_000, stock: 10, shippingFee: 3_000 });
const option = (key: string, price: number | null, quantity: number, ...values: string[]) => ({
  ...{ key, price, quantity },
  optionAttributes: values.map((value, nth) => ({ name: `옵션${nth + 1}`, value })),
});

function read(changes: Readonly<Record<string, unknown>> = {}) {
  const item = readOwnerclanItem({ ...NODE, ...changes });
  assert(item.ok, item.ok ? "" : item.refusal.message);
  return item.value;
}

function refused(changes: Readonly<Record<string, unknown>>): string {
  const item = readOwnerclanItem({ ...NODE, ...changes });
  assert(!item.ok, "it was read");
  return item.refusal.details[0]!;
}

parserLaws("readOwnerclanItem", { parse: readOwnerclanItem, valid: [NODE], oneWay: true });
parserLaws("readOwnerclanItemRecord", { parse: readOwnerclanItemRecord, valid: [NODE], oneWay: true });
parserLaws("readOwnerclanOrderRecord", {
  parse: readOwnerclanOrderRecord,
  valid: [{ key: "A1", status: "paid", sellerNote: null, products: [{ trackingNumber: "1" }], updatedAt: 1 }],
  oneWay: true,
});

Deno.test("readOwnerclanItem reads every status, and refuses one that it does not know", () => {
  assertEquals(
    ["available", "soldout", "unavailable", "discontinued"].map((status) => read({ status }).status),
    ["ON_SALE", "SOLD_OUT", "SOLD_OUT", "DISCONTINUED"],
  );
  assert(refused({ status: "paused" }).startsWith("status:"));
  assertEquals(read({ openmarketSellable: false }).status, "SOLD_OUT");
});

Deno.test("readOwnerclanItem reads options as variants with prices and stock, and a single one without attributes as none", () => {
  const { variants, stock, price } = read({
    price: 5_000.2,
    options: [option("a", 5_000, 3, "소형"), option("b", 12_000, -1, "대형", "검정"), option("c", null, 2)],
  });
  assertEquals([price, stock], [5_001, 0]);
  assertEquals(variants, [
    { key: "a", attributes: [{ name: "옵션1", value: "소형" }], price: 5_000, stock: 3 },
    {
      key: "b",
      attributes: [{ name: "옵션1", value: "대형" }, { name: "옵션2", value: "검정" }],
      price: 12_000,
      stock: 0,
    },
    { key: "c", attributes: [], price: 5_001, stock: 2 },
  ]);
  const plain = read({ options: [{ price: 5_500, quantity: 7, optionAttributes: null }] });
  assertEquals([plain.variants, plain.price, plain.stock], [[], 5_500, 7]);
  assert(refused({ options: [] }).startsWith("options: expected an option"));
});

Deno.test("readOwnerclanItem keeps the price that the supplier fixes, and postage unless it is free", () => {
  const prices = ({ minimumPrice, shippingFee }: ReturnType<typeof read>) => [minimumPrice, shippingFee];
  assertEquals(prices(read({ pricePolicy: "fixed", fixedPrice: 9_900 })), [9_900, 3_000]);
  assertEquals(prices(read({ pricePolicy: "free", fixedPrice: 9_900, shippingType: "free" })), [0, 0]);
});

Deno.test("readOwnerclanItemRecord keeps what came, with its key and its time in milliseconds, whatever its metadata", () => {
  for (const metadata of ['{"grade":"A"}', "{broken", null, { grade: "A" }]) {
    const raw = { ...NODE, metadata, updatedAt: 1_772_452_800_000 };
    const record = readOwnerclanItemRecord(raw);
    assert(record.ok);
    assertEquals(record.value, { externalId: "W-1", updatedAt: new Date("2026-03-02T12:00:00Z"), payload: raw });
  }
  assert(!readOwnerclanItemRecord({ ...NODE, metadata: "a\0b" }).ok);
});

Deno.test("readOwnerclanOrder reads what became of an order, and our id in its note", () => {
  const id = "00000000-0000-4000-8000-000000000001";
  const read = (status: string, more: object = {}) => {
    const order = readOwnerclanOrder({ key: "A1", status, sellerNote: `${id} 급함`, ...more });
    assert(order.ok);
    return order.value;
  };
  assertEquals(
    ["placed", "paid", "preparing", "shipped", "delivered", "cancelled", "exchanged"].map((each) =>
      read(each).news.status
    ),
    ["PLACED", "CONFIRMED", "CONFIRMED", "SHIPPED", "DELIVERED", "CANCELLED", "PLACED"],
  );
  const products = [{ trackingNumber: "" }, { trackingNumber: "123", shippingCompanyCode: "CJGLS" }];
  assertEquals(read("shipped", { products }), {
    reference: id as never,
    news: { status: "SHIPPED", carrier: "CJGLS", trackingNumber: "123" },
  });
  assertEquals(read("paid", { sellerNote: "none of ours" }).reference, null);
});
