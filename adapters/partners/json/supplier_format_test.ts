import { assert, assertEquals } from "@std/assert";
import type { RecordKind } from "../../../domain/sourcing/supplier_item.ts";
import { readSupplierItem, readSupplierRecord } from "./supplier_format.ts";

const ITEM = {
  id: "W-1",
  name: "스텐 텀블러 500ml",
  price: 7_500,
  updatedAt: "2026-03-02T12:00:00+09:00",
  colour: "red",
};

const refusal = (kind: RecordKind, raw: unknown): string => {
  const read = readSupplierRecord(kind, raw);
  assert(!read.ok, "it was read");
  return read.refusal.details.join("; ");
};

Deno.test("readSupplierRecord keeps a record unchanged, with its id and time", () => {
  const read = readSupplierRecord("items", ITEM);
  assert(read.ok);
  assertEquals(read.value, { externalId: "W-1", updatedAt: new Date("2026-03-02T03:00:00Z"), payload: ITEM });
  const counted = readSupplierRecord("items", { ...ITEM, id: 17, updatedAt: null });
  assertEquals(counted.ok && [counted.value.externalId, counted.value.updatedAt], ["17", null]);
});

Deno.test("readSupplierRecord reads every kind and names the faults", () => {
  for (
    const [kind, raw] of [
      ["orders", { id: "O-1", status: "PAID", lines: [{ itemId: "W-1", quantity: 1 }] }],
      ["qna", { id: 3, question: "세척기에 넣어도 되나요?", itemId: "W-1" }],
      ["categories", { id: "C-1", name: "주방용품", parentId: null }],
    ] as const
  ) {
    assert(readSupplierRecord(kind, raw).ok, kind);
    assert(refusal(kind, { ...raw, id: " " }).startsWith("id:"), kind);
  }
  assert(refusal("items", { ...ITEM, price: "free" }).startsWith("price:"));
  assert(refusal("items", { ...ITEM, price: 0 }).startsWith("price:"));
  assert(refusal("items", { ...ITEM, updatedAt: "yesterday" }).startsWith("updatedAt:"));
  assertEquals(refusal("orders", null).startsWith("record:"), true);
});

Deno.test("readSupplierRecord refuses texts that no database can store, at any depth", () => {
  assertEquals(
    refusal("items", { ...ITEM, notes: ["fine", "a\0b"] }),
    "notes.1: expected text without NUL and with whole characters",
  );
  assert(refusal("items", { ...ITEM, notes: "\ud800" }).startsWith("notes:"));
  assert(refusal("items", { ...ITEM, "a\0b": 1 }).startsWith("a key:"));
});

Deno.test("readSupplierItem reads options as variants, with prices and stocks of their own or the item's", () => {
  const options = [
    { name: "자동", value: "대형", extraPrice: 7_000, stock: 3 },
    { id: 12, name: "자동", value: "소형" },
  ];
  const read = readSupplierItem({ ...ITEM, stock: 9, options });
  assert(read.ok);
  assertEquals(read.value.variants, [
    { key: "자동=대형", attributes: [{ name: "자동", value: "대형" }], price: 14_500, stock: 3 },
    { key: "12", attributes: [{ name: "자동", value: "소형" }], price: 7_500, stock: 9 },
  ]);
  const twice = readSupplierItem({ ...ITEM, options: [options[0], options[0]] });
  assert(!twice.ok && twice.refusal.details[0] === "variants: expected no option twice");
  const free = readSupplierItem({ ...ITEM, options: [{ name: "증정", extraPrice: -7_500 }] });
  assert(!free.ok && free.refusal.details[0]!.startsWith("variants.0.price:"));
});
