import { assert, assertEquals } from "@std/assert";
import { placeOrder } from "./order_placement.ts";
import { judgeChange } from "./order_change.ts";
import { ORDER_STATUSES } from "./order.ts";
import { mayBecome } from "./resent_order.ts";

const placed = placeOrder({ userId: "U", productId: "P", quantity: 2, totalAmount: 900 }, {
  id: "O-1",
  now: new Date("2026-03-02T03:00:00Z"),
});
assert(placed.ok);
const order = placed.value;

Deno.test("judgeChange allows the ways of the table, and a status that stays", () => {
  for (const from of ORDER_STATUSES) {
    for (const to of ORDER_STATUSES) {
      const { ok } = judgeChange({ ...order, status: from }, { status: to });
      assertEquals(ok, from === to || mayBecome(from, to), `${from} to ${to}`);
    }
  }
});

Deno.test("judgeChange leaves a line of an invoice to its source", () => {
  const line = { ...order, invoice: "INV-1" };
  assertEquals(judgeChange(line, { status: "SHIPPED" }).ok, true);
  const refused = judgeChange(line, { status: "CANCELLED" });
  assert(!refused.ok);
  assertEquals(refused.refusal.details, [
    "status: the order is a line of the invoice INV-1, which is taken back by an order of negative quantity",
  ]);
});

Deno.test("judgeChange takes an amount of the quantity's sign", () => {
  assertEquals(judgeChange(order, { totalAmount: 0 }).ok, true);
  assertEquals(judgeChange(order, { quantity: -2, totalAmount: -900 }).ok, true);
  assertEquals(judgeChange(order, { totalAmount: -1 }).ok, false);
  assertEquals(judgeChange(order, { quantity: -1 }).ok, false);
});
