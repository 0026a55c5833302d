import { assert, assertEquals, assertRejects } from "@std/assert";
import type { CommerceEvent } from "../../domain/commerce/commerce_event.ts";
import { Outage } from "../shared/fault.ts";
import { publishOrders, publishProducts, publishUsers } from "./publish_drafts.ts";

function arrange() {
  const published: (readonly CommerceEvent[])[] = [];
  let ids = 0;
  const deps = {
    events: {
      publish: (events: readonly CommerceEvent[]) => {
        published.push(events);
        return Promise.resolve([]);
      },
    },
    clock: () => new Date("2026-03-02T03:00:00Z"),
    newId: () => String(++ids),
    random: () => 0.5,
    orders: { findAll: () => Promise.resolve([]) },
  };
  return { deps, published };
}

const CASES = [
  { publish: publishUsers, type: "user.registered", draft: { name: "홍길동" }, ids: ["U-1", "U-2"] },
  {
    publish: publishProducts,
    type: "product.listed",
    draft: { name: "사과", category: "식품", price: 1_000 },
    ids: ["P-1", "P-2"],
  },
  {
    publish: publishOrders,
    type: "order.placed",
    draft: { userId: "U", productId: "P", quantity: 1, totalAmount: 1_000 },
    ids: ["O-1", "O-2"],
  },
] as const;

for (const { publish, type, draft, ids } of CASES) {
  Deno.test(`${publish.name} publishes all drafts together and returns their ids in order`, async () => {
    const { deps, published } = arrange();
    const result = await publish(deps, [draft, draft]);
    assertEquals(result.ok && result.value.ids as unknown, ids);
    assertEquals(published.map((events) => events.map((event) => event.type)), [[type, type]]);
  });

  Deno.test(`${publish.name} publishes nothing when one draft is wrong`, async () => {
    const { deps, published } = arrange();
    const result = await publish(deps, [draft, { ...draft, colour: "red" }]);
    assert(!result.ok && result.refusal.code === "invalid_input");
    assertEquals(published, []);
  });

  Deno.test(`${publish.name} rethrows an outage`, async () => {
    const events = { publish: () => Promise.reject(new Outage("log", "away")) };
    await assertRejects(() => publish({ ...arrange().deps, events }, [draft]), Outage);
  });
}

Deno.test("publishOrders publishes of known orders only those whose status advances, and refuses other content", async () => {
  const draft = { orderId: "O-7", userId: "U", productId: "P", quantity: 1, totalAmount: 1_000 };
  const { deps, published } = arrange();
  await publishOrders(deps, [draft]);
  const [placed] = published.pop()!;
  assert(placed?.type === "order.placed");
  const known = { ...deps, orders: { findAll: () => Promise.resolve([placed.order]) } };
  assertEquals(await publishOrders(known, [draft]), {
    ok: true,
    value: { ids: [placed.order.orderId], places: [null] },
  });
  assertEquals(published, []);
  await publishOrders(known, [{ ...draft, status: "PAID" }]);
  assertEquals(published, [[{ type: "order.placed", order: { ...placed.order, status: "PAID" } }]]);
  const refused = await publishOrders(known, [{ ...draft, quantity: 2 }]);
  assert(!refused.ok && refused.refusal.code === "order_conflict");
  assertEquals(published.length, 1);
});

Deno.test("publishOrders publishes without comparing while the store is unreachable", async () => {
  const { deps, published } = arrange();
  const away = { ...deps, orders: { findAll: () => Promise.reject(new Outage("Postgres", "away")) } };
  await publishOrders(away, [{ orderId: "O-7", userId: "U", productId: "P", quantity: 1, totalAmount: 1_000 }]);
  assertEquals(published.length, 1);
});
