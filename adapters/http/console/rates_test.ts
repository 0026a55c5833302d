import { assertAlmostEquals, assertEquals } from "@std/assert";
import { parser } from "./event_source.js";
import { History } from "./history.js";
import { purchasesOf } from "./purchases.js";
import { Counter } from "./rates.js";

Deno.test("Counter returns the rate per minute over a window", () => {
  const counter = new Counter(300);
  for (let at = 0; at <= 60; at++) counter.add(at, at * 2);
  assertAlmostEquals(counter.perMinute(60, 30)!, 120);
  assertAlmostEquals(counter.perMinute(45.5, 30)!, 120);
});

Deno.test("Counter returns nothing before it has seen a third of the window", () => {
  const counter = new Counter(300);
  assertEquals(counter.perMinute(0, 30), null);
  counter.add(0, 10);
  counter.add(9, 20);
  assertEquals(counter.perMinute(9, 30), null);
  counter.add(10, 20);
  assertAlmostEquals(counter.perMinute(10, 30)!, 60);
});

Deno.test("Counter forgets what is older than it keeps", () => {
  const counter = new Counter(60);
  for (let at = 0; at <= 600; at += 5) counter.add(at, at);
  assertEquals(counter.since, 535);
});

Deno.test("Counter never returns a negative rate, and restarts when time goes back", () => {
  const counter = new Counter(300);
  counter.add(0, 100);
  counter.add(30, 4);
  assertEquals(counter.perMinute(30, 30), 0);
  counter.add(10, 4);
  assertEquals(counter.since, 10);
});

Deno.test("Counter counts single moments from before its first sample", () => {
  const counter = new Counter(300);
  counter.add(100, 50);
  counter.recall([90, 70, 80, 100, 120, -500]);
  assertEquals(counter.since, 70);
  assertAlmostEquals(counter.perMinute(100, 30)!, 4);
});

Deno.test("History counts pending records as published and not yet stored", () => {
  const history = new History();
  for (let second = 0; second <= 60; second++) {
    history.add({
      asOf: new Date(Date.UTC(2026, 2, 2) + second * 1000).toISOString(),
      counts: { users: 0, products: 0, orders: second },
      groups: [{ group: "orders_group", topic: "orders", lag: second, lagSeconds: 1 }],
      buyers: null,
      newUsers: null,
      grades: null,
      pools: null,
      cache: null,
      unavailable: [],
    });
  }
  assertAlmostEquals(history.storedPerMinute!, 60);
  assertAlmostEquals(history.publishedPerMinute!, 120);
  const { times, orders, waiting } = history.series();
  assertEquals([times.length, orders.at(-1), waiting.at(-1)], [151, 60, 60]);
  assertEquals([orders[0], waiting[0]], [null, null]);
});

Deno.test("purchasesOf groups the lines of a cart, newest first", () => {
  const line = (orderId: string, userId: string, createdAt: string, totalAmount: number) => ({
    orderId,
    userId,
    createdAt,
    totalAmount,
    quantity: 1,
    shippingCost: 0,
    category: null,
    userName: null,
    userRegion: null,
    userGender: null,
    userAgeGroup: null,
    selection: null,
  });
  const purchases = purchasesOf([
    line("a-2", "u1", "2026-03-02T03:00:00Z", 5),
    line("b-1", "u2", "2026-03-02T03:00:02Z", 7),
    line("a-1", "u1", "2026-03-02T03:00:00Z", 3),
  ]);
  assertEquals(purchases.map(({ total, lines }) => [total, lines.length]), [[7, 1], [8, 2]]);
});

Deno.test("parser assembles events from pieces, and skips comments", () => {
  const events: unknown[] = [];
  const parse = parser((name, data) => events.push([name, data]));
  for (
    const piece of [
      "retry: 2000\n\neve",
      'nt: orders\ndata: {"a"',
      ":1}\n",
      "\n: still here\n\nevent: x\nda",
      "ta: 2\n\n",
    ]
  ) {
    parse(piece);
  }
  assertEquals(events, [["orders", { a: 1 }], ["x", 2]]);
});
