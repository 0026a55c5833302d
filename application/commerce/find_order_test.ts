import { assert, assertEquals } from "@std/assert";
import { type Order, orderIdSchema } from "../../domain/commerce/order.ts";
import { placeOrder } from "../../domain/commerce/order_placement.ts";
import type { StoredRecord } from "../shared/log.ts";
import { findOrder } from "./find_order.ts";
import type { PendingOrder } from "./ports/lists.ts";
import type { Stamps } from "./ports/shop.ts";

const now = new Date("2026-03-02T23:00:00Z");
const id = orderIdSchema.parse("O-1");
const placed = placeOrder({ orderId: id, userId: "U", productId: "P", quantity: 2, totalAmount: 900 }, { id, now });
assert(placed.ok);
const stored = { ...placed.value, category: "도서", createdDatetime: now, updatedDatetime: now };

function shop(
  { order = null, waiting = null, next = 0, dead = [], toSend = 0 }: {
    readonly order?: (Order & Stamps) | null;
    readonly waiting?: Partial<PendingOrder> | null;
    readonly next?: number;
    readonly dead?: readonly StoredRecord[];
    readonly toSend?: number;
  },
): Parameters<typeof findOrder>[0] {
  const nothing = { topic: "", key: null, bytes: 0, createdAt: now, refusals: 0, parkedAt: null, cause: null };
  return {
    orders: { find: () => Promise.resolve(order) },
    lists: {
      pendingOrders: () => {
        const items = waiting
          ? [{ orderId: id, userId: "U", productId: "P", waitsFor: [], receivedAt: now, ...waiting }]
          : [];
        return Promise.resolve({ items, next: null });
      },
      outbox: () =>
        Promise.resolve({ items: Array.from({ length: toSend }, (_, id) => ({ id, ...nothing })), next: null }),
    },
    positions: {
      all: () => Promise.resolve([{ topic: "orders", group: "orders_group", partition: 1, next, lastRecordAt: null }]),
    },
    inspector: {
      readers: () => Promise.resolve(1),
      ranges: () => Promise.resolve(dead.map(() => ({ partition: 0, first: 0, end: dead.length }))),
    },
    scanner: {
      async *scan() {
        yield await Promise.resolve(dead);
      },
    },
    stream: { topic: "orders", group: "orders_group" },
  };
}

const letter = (value: object): StoredRecord => ({
  ...{ topic: "orders.dlq", partition: 0, offset: 0, at: now, key: "U" },
  value: new TextEncoder().encode(JSON.stringify(value)),
  headers: {
    "dlq-topic": "orders",
    "dlq-partition": "1",
    "dlq-offset": "7",
    "dlq-code": "22021",
    "dlq-cause": "a NUL",
  },
});

async function stateOf(deps: Parameters<typeof findOrder>[0], at: { partition: number; offset: number } | null = null) {
  const found = await findOrder(deps, "O-1", at);
  return found.ok ? found.value : found.refusal.code;
}

Deno.test("findOrder tells of a stored order with what it adds to the totals", async () => {
  const found = await stateOf(shop({ order: stored }));
  assert(typeof found === "object" && found.state === "stored");
  const { log, effects } = found.trace;
  assertEquals([log, effects], [null, {
    ...{ day: "2026-03-03", category: "도서", orders: 1, units: 2, amount: 900, reversed: false },
  }]);
  const cancelled = await stateOf(shop({ order: { ...stored, status: "CANCELLED" } }), { partition: 1, offset: 7 });
  assert(typeof cancelled === "object" && cancelled.state === "stored");
  assertEquals(cancelled.trace.log, { topic: "orders", partition: 1, offset: 7 });
  assertEquals([cancelled.trace.effects.units, cancelled.trace.effects.reversed], [0, true]);
});

Deno.test("findOrder tells why an order is pending", async () => {
  const at = { partition: 1, offset: 7 };
  const reasonOf = async (...[deps, place]: Parameters<typeof stateOf>) => {
    const found = await stateOf(deps, place);
    return typeof found === "object" && found.state === "pending" ? found.reason : found;
  };
  assertEquals(await reasonOf(shop({ next: 7 }), at), "in_log");
  assertEquals(await reasonOf(shop({ next: 8, waiting: { waitsFor: ["product"] } }), at), "unknown_product");
  assertEquals(await reasonOf(shop({ waiting: { waitsFor: ["user", "product"] } })), "unknown_user");
  assertEquals(await reasonOf(shop({ waiting: {} })), "about_to_be_stored");
  assertEquals(await reasonOf(shop({ next: 8, toSend: 1 }), at), "in_log");
});

Deno.test("findOrder finds what became a dead letter, by its place or by its id", async () => {
  const dead = [letter({ orderId: "O-1", paymentMethod: "\0" })];
  for (const at of [null, { partition: 1, offset: 7 }]) {
    const found = await stateOf(shop({ dead, next: 8 }), at);
    assert(typeof found === "object" && found.state === "dead", String(found));
    assertEquals([found.code, found.reason, found.trace.log?.offset], ["22021", "a NUL", 7]);
  }
  assertEquals(await stateOf(shop({ dead: [letter({ orderId: "O-2" })], next: 8 })), "unknown_order");
  assertEquals(
    await stateOf(shop({ dead: [letter({ orderId: "O-2" })], next: 8 }), { partition: 1, offset: 7 }),
    "unknown_order",
  );
  assertEquals(await stateOf(shop({ next: 8 }), { partition: 1, offset: 7 }), "unknown_order");
});
