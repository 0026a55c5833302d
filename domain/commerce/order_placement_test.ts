import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { parseOrderChanges, placeOrder } from "./order_placement.ts";

const now = new Date("2026-03-02T12:00:00Z");
const options = { id: "O-new", now };
const draft = { userId: "U_001", productId: "P1001", quantity: 1, totalAmount: 3_000_000 };

function refusal(raw: unknown): string {
  const result = placeOrder(raw, options);
  assert(!result.ok);
  return result.refusal.message;
}

Deno.test("placeOrder fills in fields that the seed's example omits", () => {
  assertEquals(placeOrder(draft, options) as unknown, {
    ok: true,
    value: {
      ...draft,
      orderId: "O-new",
      shippingCost: 0,
      discountAmount: 0,
      paymentMethod: "CARD",
      status: "PLACED",
      category: null,
      userName: null,
      userRegion: null,
      userGender: null,
      userAgeGroup: null,
      createdAt: now,
      invoice: null,
      importRun: null,
      selection: null,
    },
  });
});

Deno.test("placeOrder keeps the id of a draft that brings one", () => {
  const placed = placeOrder({ ...draft, orderId: "O-1" }, options);
  assertEquals(placed.ok && placed.value.orderId as string, "O-1");
});

Deno.test("placeOrder accepts a cancellation", () => {
  assert(placeOrder({ ...draft, quantity: -1, totalAmount: -3_000_000, status: "CANCELLED" }, options).ok);
});

Deno.test("placeOrder names missing, wrong and unknown fields", () => {
  const nothing = refusal({});
  for (const field of ["userId", "productId", "quantity", "totalAmount"]) assertStringIncludes(nothing, `${field}:`);
  assertStringIncludes(refusal({ ...draft, quantity: 0 }), "quantity other than 0");
  assertStringIncludes(refusal({ ...draft, totalAmount: 2 ** 31 }), "totalAmount:");
  assertStringIncludes(refusal({ ...draft, total_amount: 1 }), "did you mean totalAmount?");
});

Deno.test("parseOrderChanges keeps given fields and refuses an empty change", () => {
  assertEquals(parseOrderChanges({ status: "SHIPPED" }), { ok: true, value: { status: "SHIPPED" } });
  for (const raw of [{}, { userId: "U2" }, { quantity: 0 }, { status: "LOST" }, null]) {
    assert(!parseOrderChanges(raw).ok);
  }
});

Deno.test("placeOrder takes a time of the past, and five minutes of another clock", () => {
  for (const createdAt of ["2010-12-01T08:26:00+09:00", "1990-01-01T00:00:00Z", new Date(now.getTime() + 300_000)]) {
    const placed = placeOrder({ ...draft, createdAt }, options);
    assertEquals(placed.ok && placed.value.createdAt, new Date(createdAt));
  }
});

Deno.test("placeOrder refuses a time to come and one before all shops, with the bound", () => {
  const later = placeOrder({ ...draft, createdAt: new Date(now.getTime() + 300_001) }, options);
  assertEquals(!later.ok && later.refusal.details[0]!.startsWith("createdAt: expected a time up to "), true);
  const earlier = placeOrder({ ...draft, createdAt: "1989-12-31T23:59:59Z" }, options);
  assertEquals(!earlier.ok && earlier.refusal.details, [
    "createdAt: expected a time from 1990-01-01T00:00:00.000Z on, got 1989-12-31T23:59:59.000Z",
  ]);
});
