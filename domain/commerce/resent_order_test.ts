import { assert, assertEquals } from "@std/assert";
import { ORDER_STATUSES } from "./order.ts";
import { parseSentOrder } from "./order_placement.ts";
import { compareResent, mayBecome } from "./resent_order.ts";

const options = { id: "O-1", now: new Date("2026-03-02T03:00:00Z") };
const draft = { userId: "U-1", productId: "P-1", quantity: 1, totalAmount: 3_000 };

function sent(changes: object = {}) {
  const parsed = parseSentOrder({ ...draft, ...changes }, options);
  assert(parsed.ok, parsed.ok ? "" : parsed.refusal.message);
  return parsed.value;
}

Deno.test("compareResent finds the same where all that was given is as stored", () => {
  const stored = { ...sent().order, paymentMethod: "TRANSFER", status: "SHIPPED" as const, category: "Books" };
  assertEquals(compareResent(stored, sent()), { kind: "same" });
  assertEquals(compareResent(stored, sent({ status: "SHIPPED" })), { kind: "same" });
});

Deno.test("compareResent names each field that differs", () => {
  const resent = compareResent(sent().order, sent({ totalAmount: 1, createdAt: "2026-03-01T00:00:00Z" }));
  assert(resent.kind === "conflict");
  assertEquals([resent.refusal.code, resent.refusal.details], ["order_conflict", [
    "totalAmount: stored is 3000, sent was 1",
    "createdAt: stored is 2026-03-02T03:00:00.000Z, sent was 2026-03-01T00:00:00.000Z",
  ]]);
});

Deno.test("compareResent advances a status forward and never back", () => {
  const stored = { ...sent().order, status: "PAID" as const };
  assertEquals(compareResent(stored, sent({ status: "DELIVERED" })), { kind: "advanced", status: "DELIVERED" });
  const back = compareResent(stored, sent({ status: "PLACED" }));
  assert(back.kind === "conflict");
  assertEquals(back.refusal.details, [
    "status: stored is PAID, which becomes SHIPPED, DELIVERED, CANCELLED, RETURNED, never PLACED",
  ]);
});

Deno.test("mayBecome has no way back, and takes every way that goes over others", () => {
  for (const a of ORDER_STATUSES) {
    assert(!mayBecome(a, a));
    for (const b of ORDER_STATUSES) {
      if (!mayBecome(a, b)) continue;
      assert(!mayBecome(b, a), `${a} and ${b}`);
      for (const c of ORDER_STATUSES) if (mayBecome(b, c)) assert(mayBecome(a, c), `${a}, ${b}, ${c}`);
    }
  }
});
