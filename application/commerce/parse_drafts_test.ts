import { assert, assertEquals } from "@std/assert";
import { listProduct } from "../../domain/commerce/product_listing.ts";
import { parseDrafts } from "./parse_drafts.ts";

const now = new Date("2026-03-02T03:00:00Z");
let ids = 0;

function parse(drafts: readonly unknown[]) {
  return parseDrafts(drafts, (draft) => listProduct(draft, { id: `P-${++ids}`, now }), {
    what: "products",
    idOf: (product) => product.productId,
  });
}

const good = { name: "사과", category: "식품", price: 1_000 };

Deno.test("parseDrafts returns the values in the order of the drafts", () => {
  const parsed = parse([{ ...good, productId: "b" }, { ...good, productId: "a" }]);
  assertEquals(parsed.ok && parsed.value.map(({ productId }) => productId as string), ["b", "a"]);
});

Deno.test("parseDrafts refuses all for one fault and names its index", () => {
  const parsed = parse([good, { ...good, price: -1 }, good, { ...good, brandName: "x" }]);
  assert(!parsed.ok);
  assertEquals(parsed.refusal.details.map((detail) => detail[0]), ["1", "3"]);
  assert(parsed.refusal.details[0]!.startsWith("1.price:"));
});

Deno.test("parseDrafts refuses an id that occurs twice", () => {
  const parsed = parse([{ ...good, productId: "P1" }, good, { ...good, productId: "P1" }]);
  assertEquals(!parsed.ok && parsed.refusal.details, ["2.id: P1 is that of 0 already"]);
});

Deno.test("parseDrafts spells out a few faults and counts the rest", () => {
  const parsed = parse(Array.from({ length: 1_000 }, () => ({ ...good, price: -1 })));
  assert(!parsed.ok);
  assertEquals(parsed.refusal.details.length, 1_000);
  assert(parsed.refusal.message.endsWith("; and 997 more"));
});
