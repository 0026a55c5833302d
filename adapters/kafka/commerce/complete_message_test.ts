import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { CommerceEvent } from "../../../domain/commerce/commerce_event.ts";
import { decodeEvent } from "./codec.ts";

const at = new Date("2026-03-02T03:00:00Z");
const record = (said: unknown, place = { partition: 2, offset: 41, at }) => ({
  key: null,
  value: new TextEncoder().encode(JSON.stringify(said)),
  headers: {},
  ...place,
});

function decoded<T extends CommerceEvent["type"]>(type: T, said: unknown): Extract<CommerceEvent, { type: T }> {
  const read = decodeEvent(record(said), type);
  assert("event" in read, JSON.stringify(read));
  assertEquals(decodeEvent(record(said), type), read, "reading it again gives the same");
  return read.event as Extract<CommerceEvent, { type: T }>;
}

// The three records of the database guide, as it writes them.
const USER = {
  "user_id": "U_001",
  "name": "Hong Gil Dong",
  "gender": "M",
  "age": 30,
  "address": "Seoul Gangnam-gu ...",
};
const PRODUCT = { "product_id": "P1001", "name": "MacBook Pro", "category": "Electronics", "price": 3000000 };
const ORDER = { "user_id": "U_001", "product_id": "P1001", "quantity": 1, "total_amount": 3000000 };

Deno.test("decodeEvent takes the guide's user, product and order, and fills in the rest", () => {
  const { user } = decoded("user.registered", USER);
  assertEquals(
    [user.userId as string, user.birthYear, user.addressDistrict, user.grade, user.status, user.createdAt],
    ["U_001", 1996, "Gangnam-gu", "BRONZE", "ACTIVE", at],
  );
  assert(user.randomSeed >= 0 && user.randomSeed < 1);
  const { product } = decoded("product.listed", PRODUCT);
  assertEquals(
    [product.productId as string, product.orgPrice, product.discountRate, product.isBest, product.isGoods],
    ["P1001", 3_000_000, 0, false, true],
  );
  const { order } = decoded("order.placed", ORDER);
  assertEquals(
    [order.userId as string, order.totalAmount, order.paymentMethod, order.status, order.shippingCost, order.createdAt],
    ["U_001", 3_000_000, "CARD", "PLACED", 0, at],
  );
});

Deno.test("decodeEvent gives an order without an id one by its place in the log", () => {
  const idAt = (place: { partition: number; offset: number; at: Date }) => {
    const read = decodeEvent(record(ORDER, place), "order.placed");
    return "event" in read && read.event.type === "order.placed" ? read.event.order.orderId as string : null;
  };
  const places = [
    { partition: 2, offset: 41, at },
    { partition: 2, offset: 42, at },
    { partition: 1, offset: 41, at },
    { partition: 2, offset: 41, at: new Date(+at + 1) },
  ];
  assertEquals(new Set(places.map(idAt)).size, 4);
  assert(places.every((place) => idAt(place)!.startsWith("O-")));
});

Deno.test("decodeEvent reads every column in its own spelling", () => {
  const { user } = decoded("user.registered", {
    ...USER,
    birth_year: 1995,
    address_district: "강남구",
    marketing_agree: "true",
    last_login_at: null,
    created_at: "2026-01-02T00:00:00+09:00",
    random_seed: 0.25,
    email: null,
  });
  assertEquals(
    [user.birthYear, user.addressDistrict, user.marketingAgree, user.createdAt.toISOString(), user.randomSeed],
    [1995, "강남구", true, "2026-01-01T15:00:00.000Z", 0.25],
  );
  const { product } = decoded("product.listed", { ...PRODUCT, org_price: 4_000_000, is_best: "Y", review_count: 7 });
  assertEquals([product.orgPrice, product.discountRate, product.isBest, product.reviewCount], [
    4_000_000,
    0.25,
    true,
    7,
  ]);
  assertEquals(decoded("product.listed", { ...PRODUCT, discount_rate: 0.5 }).product.orgPrice, 6_000_000);
});

Deno.test("decodeEvent names what is wrong in a partial record, and fills in nothing for it", () => {
  for (
    const [said, field] of [
      [{ ...USER, marketing_agree: "perhaps" }, "marketingAgree"],
      [{ ...USER, created_at: "2026-03-02T12:00:00" }, "createdAt"],
      [{ ...USER, grade: "PLATINUM" }, "grade"],
    ] as const
  ) {
    const read = decodeEvent(record(said), "user.registered");
    assert("refusal" in read);
    assertStringIncludes(read.refusal.message, `${field}: `);
  }
});
