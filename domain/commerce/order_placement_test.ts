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
  assertStringIncludes(refusal({ ...draft, createdAt: now }), "no field createdAt");
});

Deno.test("parseOrderChanges keeps given fields and refuses an empty change", () => {
  assertEquals(parseOrderChanges({ status: "SHIPPED" }), { ok: true, value: { status: "SHIPPED" } });
  for (const raw of [{}, { userId: "U2" }, { quantity: 0 }, { status: "LOST" }, null]) {
    assert(!parseOrderChanges(raw).ok);
  }
});
