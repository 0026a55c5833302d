import { assert, assertEquals } from "@std/assert";
import { type Order, orderIdSchema, parseOrder } from "./order.ts";
import { placeOrder } from "./order_placement.ts";
import { type Purchase, type PurchaseUpdate, refundPurchase, updatePurchase } from "./purchase.ts";

const now = new Date("2026-03-02T03:00:00Z");
const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

function order(id: string, changes: Partial<Order> = {}): Order {
  const draft = { orderId: id, userId: "U", productId: id, quantity: 3, totalAmount: 1_000 };
  const placed = placeOrder(draft, { id, now });
  assert(placed.ok);
  return { ...placed.value, ...changes };
}

function update(changes: Partial<PurchaseUpdate> = {}): PurchaseUpdate {
  const lines = [{ lineId: "1", order: order("A") }, { lineId: "2", order: order("B") }];
  return { updatedAt: now, cancelledAt: null, status: "PLACED", lines, refunds: [], ...changes };
}

/** What the changes sum up to, as the store would. */
function told(...steps: ((known: Purchase | null) => ReturnType<typeof updatePurchase>)[]) {
  let known: Purchase | null = null;
  const rows = new Map<string, Order>();
  for (const step of steps) {
    const change = step(known);
    if (change === null) continue;
    known = change.purchase;
    for (const each of change.orders) {
      assert(parseOrder(each).ok);
      rows.set(each.orderId, each);
    }
  }
  return [...rows.values()];
}

const updating = (changes: Partial<PurchaseUpdate> = {}) => (known: Purchase | null) =>
  updatePurchase(known, update(changes));
const refunding = (refundId: string, lineId: string, quantity: number) => (known: Purchase | null) =>
  refundPurchase(known, { refundId, at: at(9), lines: [{ lineId, quantity }] });
const netOf = (orders: readonly Order[]) => [
  orders.reduce((sum, { quantity }) => sum + quantity, 0),
  orders.reduce((sum, { totalAmount }) => sum + totalAmount, 0),
];

Deno.test("updatePurchase makes an order of each line, once, and advances statuses", () => {
  assertEquals(told(updating(), updating()).map(({ orderId, status }) => [orderId as string, status]), [
    ["A", "PLACED"],
    ["B", "PLACED"],
  ]);
  const more = { updatedAt: at(1), status: "PAID" as const };
  const lines = [...update().lines, { lineId: "3", order: order("C") }];
  const orders = told(updating(), updating({ ...more, lines }));
  assertEquals(orders.map(({ status }) => status), ["PAID", "PAID", "PLACED"]);
});

Deno.test("updatePurchase passes over what is older than it knows", () => {
  const known = updatePurchase(null, update({ updatedAt: at(5), status: "PAID" }))!.purchase;
  assertEquals(updatePurchase(known, update({ updatedAt: at(4), status: "PLACED" })), null);
});

Deno.test("updatePurchase keeps what a line first became, since orders do not change", () => {
  const changed = [{ lineId: "1", order: order("A", { totalAmount: 7 }) }];
  const orders = told(updating(), updating({ updatedAt: at(1), status: "SHIPPED", lines: changed }));
  assertEquals(orders.map(({ totalAmount, status }) => [totalAmount, status]), [[1_000, "SHIPPED"], [
    1_000,
    "SHIPPED",
  ]]);
});

Deno.test("refundPurchase takes pieces back, each refund once, never more than there are", () => {
  const orders = told(updating(), refunding("R1", "1", 1), refunding("R1", "1", 1), refunding("R2", "1", 9));
  assertEquals(
    orders.slice(2).map(({ orderId, quantity, totalAmount }) => [orderId as string, quantity, totalAmount]),
    [
      ["A-R1", -1, -333],
      ["A-R2", -2, -667],
    ],
  );
  assertEquals(netOf(orders), [3, 1_000]);
});

Deno.test("refundPurchase waits for the purchase, whatever comes first", () => {
  const refunds = [{ refundId: "R1", at: at(9), lines: [{ lineId: "1", quantity: 1 }] }];
  const inOrder = told(updating(), refunding("R1", "1", 1), updating({ updatedAt: at(9), refunds }));
  const early = told(refunding("R1", "1", 1), refunding("R1", "1", 1), updating({ refunds }));
  assertEquals(new Set(early.map(({ orderId }) => orderId)), new Set(inOrder.map(({ orderId }) => orderId)));
  assertEquals(netOf(early), netOf(inOrder));
});

Deno.test("a cancelled purchase nets out to zero, refunded before or not", () => {
  const cancelling = updating({ updatedAt: at(9), cancelledAt: at(9), status: "CANCELLED" });
  assertEquals(netOf(told(updating(), cancelling, cancelling)), [0, 0]);
  assertEquals(netOf(told(updating(), refunding("R1", "2", 2), cancelling, refunding("R2", "1", 1))), [0, 0]);
  assertEquals(netOf(told(cancelling)), [0, 0]);
});

Deno.test("what is taken back has an id that fits, however long the order's is", () => {
  const long = order("A", { orderId: orderIdSchema.parse("x".repeat(100)) });
  const orders = told(updating({ lines: [{ lineId: "1", order: long }] }), refunding("123456789", "1", 1));
  assertEquals(orders[1]!.orderId.length, 100);
});
