import { assert, assertEquals } from "@std/assert";
import type { Order, OrderId } from "../../domain/commerce/order.ts";
import { cancelOrder, changeOrder, createOrder, readOrder, removeOrder } from "./manage_orders.ts";
import { parseOrderDrafts } from "./parse_drafts.ts";
import type { May, Orders, Stamps } from "./ports/shop.ts";
import type { OrderChanges } from "../../domain/commerce/order_placement.ts";

const now = new Date("2026-03-02T03:00:00Z");

/** Contains one customer, U_001, and one product, P1001. */
class StoredOrders implements Orders {
  readonly rows = new Map<OrderId, Order & Stamps>();

  find(id: OrderId) {
    return Promise.resolve(this.rows.get(id) ?? null);
  }

  add(order: Order) {
    if (this.rows.has(order.orderId)) return Promise.resolve("exists" as const);
    if (order.userId !== "U_001") return Promise.resolve("unknown_user" as const);
    if (order.productId !== "P1001") return Promise.resolve("unknown_product" as const);
    const stored = { ...order, userName: "Hong Gil Dong", category: "Electronics" };
    this.rows.set(order.orderId, { ...stored, createdDatetime: now, updatedDatetime: now });
    return Promise.resolve("added" as const);
  }

  findAll(ids: readonly OrderId[]) {
    return Promise.resolve(ids.flatMap((id) => this.rows.get(id) ?? []));
  }

  advance(id: OrderId, from: Order["status"], to: Order["status"]) {
    const row = this.rows.get(id);
    if (row?.status !== from) return Promise.resolve(false);
    this.rows.set(id, { ...row, status: to });
    return Promise.resolve(true);
  }

  change(id: OrderId, changes: OrderChanges, may: May<Order> = () => true) {
    const row = this.rows.get(id);
    if (row && !may(row)) return Promise.resolve("refused" as never);
    if (row) this.rows.set(id, { ...row, ...changes });
    return this.find(id);
  }

  remove(id: OrderId) {
    return Promise.resolve(this.rows.delete(id) ? "removed" as const : "unknown" as const);
  }
}

function arrange() {
  let ids = 0;
  return { orders: new StoredOrders(), clock: () => now, newId: () => String(++ids) };
}

async function create(deps: ReturnType<typeof arrange>, draft: unknown) {
  const parsed = parseOrderDrafts(deps, [draft]);
  return parsed.ok ? await createOrder(deps, parsed.value[0]!) : parsed;
}

function codeOf(result: { ok: boolean; refusal?: { code: string } }): string {
  return result.ok ? "ok" : result.refusal!.code;
}

const draft = { userId: "U_001", productId: "P1001", quantity: 1, totalAmount: 3_000_000 };

Deno.test("createOrder stores the seed's example and returns it with the columns that storing fills in", async () => {
  const created = await create(arrange(), draft);
  assert(created.ok);
  const { orderId, userName, category, status, paymentMethod, createdDatetime } = created.value;
  assertEquals([orderId as string, userName, category], ["O-1", "Hong Gil Dong", "Electronics"]);
  assertEquals([status, paymentMethod, createdDatetime], ["PLACED", "CARD", now]);
});

Deno.test("createOrder names the customer or product that does not exist", async () => {
  const nobody = await create(arrange(), { ...draft, userId: "U_404" });
  assertEquals(nobody, {
    ok: false,
    refusal: { code: "unknown_user", message: "Cannot create the order: there is no user U_404", id: "U_404" },
  });
  assertEquals(codeOf(await create(arrange(), { ...draft, productId: "P404" })), "unknown_product");
});

Deno.test("createOrder accepts an order that is sent again, and advances its status", async () => {
  const deps = arrange();
  await create(deps, { ...draft, orderId: "O-7" });
  const again = await create(deps, { ...draft, orderId: "O-7" });
  assertEquals([again.ok && again.value.status, deps.orders.rows.size], ["PLACED", 1]);
  const shipped = await create(deps, { ...draft, orderId: "O-7", status: "SHIPPED" });
  assertEquals(shipped.ok && shipped.value.status, "SHIPPED");
  assertEquals(codeOf(await create(deps, { ...draft, orderId: "O-7" })), "ok");
  assertEquals(codeOf(await create(deps, { ...draft, orderId: "O-7", status: "PAID" })), "order_conflict");
});

Deno.test("createOrder refuses other content under an id that is taken, and a wrong draft", async () => {
  const deps = arrange();
  await create(deps, { ...draft, orderId: "O-7" });
  assertEquals(codeOf(await create(deps, { ...draft, orderId: "O-7", totalAmount: 1 })), "order_conflict");
  assertEquals(codeOf(await create(deps, { ...draft, quantity: 0 })), "invalid_input");
});

Deno.test("changeOrder and removeOrder change and remove", async () => {
  const deps = arrange();
  await create(deps, { ...draft, orderId: "O-7" });
  const changed = await changeOrder(deps, "O-7", { status: "SHIPPED" });
  assertEquals(changed.ok && changed.value.status, "SHIPPED");
  assertEquals(codeOf(await changeOrder(deps, "O-7", { userId: "U2" })), "invalid_input");
  assertEquals(await removeOrder(deps, "O-7"), { ok: true, value: { orderId: "O-7" } });
});

Deno.test("readOrder, changeOrder and removeOrder refuse an unknown order", async () => {
  const deps = arrange();
  for (const id of ["nothing", "", "x".repeat(101)]) {
    assertEquals(codeOf(await readOrder(deps, id)), "unknown_order");
    assertEquals(codeOf(await changeOrder(deps, id, { quantity: 1 })), "unknown_order");
    assertEquals(codeOf(await removeOrder(deps, id)), "unknown_order");
  }
});

Deno.test("changeOrder follows the table of transitions, and cancelOrder may be repeated", async () => {
  const deps = arrange();
  assert((await create(deps, { ...draft, orderId: "O-1" })).ok);
  assert((await changeOrder(deps, "O-1", { status: "SHIPPED" })).ok);
  assertEquals(codeOf(await changeOrder(deps, "O-1", { status: "PLACED" })), "order_conflict");
  assertEquals(codeOf(await changeOrder(deps, "O-1", { totalAmount: -5 })), "order_conflict");
  assertEquals(codeOf(await cancelOrder(deps, "O-1", ({ status }) => status === "PAID")), "precondition_failed");
  for (let nth = 0; nth < 2; nth++) {
    const cancelled = await cancelOrder(deps, "O-1");
    assert(cancelled.ok && cancelled.value.status === "CANCELLED");
  }
  assertEquals(codeOf(await changeOrder(deps, "O-1", { status: "PLACED" })), "order_conflict");
  assertEquals(codeOf(await cancelOrder(deps, "O-2")), "unknown_order");
});
