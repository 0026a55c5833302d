import { assert, assertEquals, assertRejects } from "@std/assert";
import type { CommerceEvent } from "../../../domain/commerce/commerce_event.ts";
import { makeProduct } from "../../../domain/commerce/simulation/make_product.ts";
import { makeUser } from "../../../domain/commerce/simulation/make_user.ts";
import { propensity } from "../../../domain/commerce/propensity.ts";
import { seoulTime } from "../../../domain/commerce/seoul_time.ts";
import { topCandidates } from "../../../domain/commerce/selection.ts";
import { seededRandom } from "../../../domain/shared/random.ts";
import { Outage } from "../../shared/fault.ts";
import { placeCart, placeCarts } from "./place_cart.ts";
import { CustomerDraw } from "./customer_draw.ts";

const now = new Date("2026-03-02T03:00:00Z");
const source = seededRandom("pools");
const users = Array.from({ length: 400 }, (_, i) => makeUser({ id: `U-${i}`, now, random: source }));
const products = Array.from({ length: 100 }, (_, i) => makeProduct({ id: `P-${i}`, now, random: source }));

function arrange(pool = users) {
  const published: (readonly CommerceEvent[])[] = [];
  let ids = 0;
  const clock = () => now;
  const pools = { users: () => Promise.resolve(pool), products: () => Promise.resolve(products) };
  const events = {
    publish: (batch: readonly CommerceEvent[]) => {
      published.push(batch);
      return Promise.resolve(batch.map((_, offset) => ({ topic: "orders", partition: 0, offset })));
    },
  };
  const customers = new CustomerDraw({ pools, clock });
  return { published, deps: { customers, events, clock, newId: () => String(++ids), random: seededRandom("carts") } };
}

Deno.test("placeCart publishes the cart's orders together and returns the cart", async () => {
  const { deps, published } = arrange();
  const placed = await placeCart(deps);
  assert(placed !== "empty_pool");
  assertEquals(published, [placed.orders.map((order) => ({ type: "order.placed" as const, order }))]);
  for (const order of placed.orders) {
    assertEquals(order.userId, placed.customer.userId);
    assertEquals(order.selection, placed.selection);
    assertEquals(order.createdAt, now);
    assert(order.orderId.startsWith("C-1-"));
  }
  assertEquals(placed.selection, propensity(placed.customer, seoulTime(now)));
});

Deno.test("placeCart selects among the 200 highest scores", async () => {
  const { deps } = arrange();
  const top = new Set(topCandidates(users, seoulTime(now)).map(({ user }) => user.userId));
  const chosen = new Set<string>();
  for (let i = 0; i < 300; i++) {
    const placed = await placeCart(deps);
    assert(placed !== "empty_pool" && top.has(placed.customer.userId));
    chosen.add(placed.customer.userId);
  }
  assert(chosen.size > 100, `${chosen.size}`);
});

Deno.test("placeCart publishes nothing while a pool is empty", async () => {
  const { deps, published } = arrange([]);
  assertEquals(await placeCart(deps), "empty_pool");
  assertEquals(published, []);
});

Deno.test("placeCart rethrows an outage", async () => {
  const { deps } = arrange();
  const events = { publish: () => Promise.reject(new Outage("log", "away")) };
  await assertRejects(() => placeCart({ ...deps, events }), Outage);
});

Deno.test("placeCarts fills carts until there are enough orders and publishes them together", async () => {
  const { deps, published } = arrange();
  const placed = await placeCarts(deps, 500);
  assert(placed !== "empty_pool");
  const lines = placed.map(({ orders }) => orders.length);
  const total = lines.reduce((sum, count) => sum + count, 0);
  assert(total >= 500 && total - lines.at(-1)! < 500);
  assertEquals(published.length, 1);
  const ids = placed.flatMap(({ orders }) => orders.map(({ orderId }) => orderId));
  assertEquals(new Set(ids).size, ids.length);
});
