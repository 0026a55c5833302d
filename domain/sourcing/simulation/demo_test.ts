import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { demoBenchmarks } from "./demo_benchmarks.ts";
import { DEMO_ITEMS, demoItems } from "./demo_items.ts";
import { demoOrders, demoProgress, ORDER_EVERY_MS } from "./demo_orders.ts";

const SINCE = new Date("2026-03-02T12:00:00Z");
const at = (seconds: number) => new Date(SINCE.getTime() + seconds * 1_000);
const moments = fc.integer({ min: 0, max: 30 * 86_400 });

Deno.test("demoItems begins with a few, arrives at all within minutes, and is the same for the same seed and moment", () => {
  const ids = (seconds: number) => demoItems("s", { since: SINCE, now: at(seconds) }).map(({ id }) => id);
  assertEquals([ids(0).length, ids(20).length, ids(600).length, ids(1e7).length], [6, 8, DEMO_ITEMS, DEMO_ITEMS]);
  assertEquals(new Set(ids(600)).size, DEMO_ITEMS);
  fc.assert(fc.property(moments, (seconds) => {
    const moment = { since: SINCE, now: at(seconds) };
    assertEquals(demoItems("s", moment), demoItems("s", moment));
  }));
});

Deno.test("demoItems says of each item since when it is so: what has changed has a later time", () => {
  fc.assert(fc.property(moments, fc.integer({ min: 1, max: 7_200 }), (seconds, later) => {
    const before = new Map(demoItems("s", { since: SINCE, now: at(seconds) }).map((item) => [item.id, item]));
    for (const item of demoItems("s", { since: SINCE, now: at(seconds + later) })) {
      const old = before.get(item.id);
      assert(item.updatedAt <= at(seconds + later) && item.price > 0 && item.stock >= 0);
      if (!old) continue;
      assert(item.updatedAt >= old.updatedAt);
      if (item.updatedAt.getTime() === old.updatedAt.getTime()) assertEquals(item, old);
      else assert(item.updatedAt > at(seconds));
    }
  }));
});

Deno.test("demoOrders makes an order every now and then, never a flood after a pause, and none of nothing", () => {
  const offers = [{ sku: "a", title: "A", price: 1_000 }, { sku: "b", title: "B", price: 2_000 }];
  const due = (ms: number, made = 0) =>
    demoOrders("s", offers, { last: SINCE, made, now: new Date(SINCE.getTime() + ms) });
  assertEquals([due(-5).length, due(0).length, due(ORDER_EVERY_MS).length, due(1e10).length], [0, 0, 1, 3]);
  assertEquals(due(ORDER_EVERY_MS, 7)[0]!.id, "DEMO-000008");
  assertEquals(demoOrders("s", [], { last: SINCE, made: 0, now: at(1_000) }), []);
  const many = Array.from({ length: 300 }, (_, made) => due(ORDER_EVERY_MS, made)[0]!);
  const cancelled = many.filter(({ cancelledAt }) => cancelledAt !== null).length;
  assert(cancelled > 3 && cancelled < 45, String(cancelled));
  assertEquals(new Set(many.map(({ sku }) => sku)).size, 2);
});

Deno.test("demoProgress goes forward alone", () => {
  const statuses = [-1, 0, 14, 15, 59, 60, 239, 240, 1e6].map((seconds) => demoProgress(SINCE, at(seconds)).status);
  assertEquals(statuses, [
    ...["PLACED", "PLACED", "PLACED", "CONFIRMED", "CONFIRMED", "SHIPPED", "SHIPPED", "DELIVERED", "DELIVERED"],
  ]);
  assertEquals(demoProgress(SINCE, at(100)).since, at(60));
});

Deno.test("demoBenchmarks are the supplier's kinds under other names, dearer than their supply, always the same", () => {
  const items = demoItems("s", { since: SINCE, now: at(1e7) });
  const sold = demoBenchmarks("s");
  assertEquals(sold, demoBenchmarks("s"));
  assertEquals(sold.length, DEMO_ITEMS / 2);
  for (const { name, price } of sold) {
    const item = items.find((each) => name.startsWith(each.name))!;
    assert(name !== item.name && price > item.price, name);
  }
});
