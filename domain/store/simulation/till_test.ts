import { assert, assertEquals } from "@std/assert";
import { DAY_MS, HOUR_MS } from "../../shared/durations.ts";
import { parseSale } from "../sale.ts";
import { DEMO_STORES } from "./demo_stores.ts";
import { tillSales } from "./till.ts";

/** Midnight in Seoul, a Monday. */
const monday = new Date("2026-03-01T15:00:00Z");
const after = (ms: number) => new Date(+monday + ms);
const [cafe, diner] = DEMO_STORES;
const spanOf = (from: number, to: number) => ({ seed: "till", after: after(from), until: after(to) });

Deno.test("tillSales rings up sales that a store takes, with ids of their own, in time's order", () => {
  for (const store of DEMO_STORES) {
    const sales = tillSales(store, spanOf(0, 7 * DAY_MS));
    assert(sales.every((sale) => parseSale(sale).ok));
    assertEquals(new Set(sales.map(({ saleId }) => saleId)).size, sales.length);
    assert(sales.every(({ saleId }) => saleId.startsWith("demo-")));
    assertEquals(sales.map(({ soldAt }) => soldAt), sales.map(({ soldAt }) => soldAt).sort());
    assertEquals(new Set(sales.map(({ menu }) => menu)), new Set(store.menu.map(({ name }) => name)));
    assert(sales.some(({ quantity }) => quantity < 0), "some of it is taken back");
  }
});

Deno.test("tillSales gives the same sales however the time is cut, and others for another seed", () => {
  const whole = tillSales(cafe!, spanOf(0, DAY_MS));
  const cuts = [0, 7_777, 3 * HOUR_MS + 1, 12 * HOUR_MS + 12_345, DAY_MS];
  const parts = cuts.slice(1).flatMap((until, nth) => tillSales(cafe!, spanOf(cuts[nth]!, until)));
  assertEquals(parts, whole);
  assert(tillSales(cafe!, { ...spanOf(0, DAY_MS), seed: "another" }).length !== whole.length);
  assertEquals(tillSales(cafe!, spanOf(5, 5)), []);
});

Deno.test("tillSales has a day's shape: lunch above the afternoon, nobody at night, weekends of the store's own", () => {
  const weeks = 8;
  for (const store of DEMO_STORES) {
    const sales = tillSales(store, spanOf(0, weeks * 7 * DAY_MS));
    const inHour = (hour: number) =>
      sales.filter(({ soldAt }) => (new Date(soldAt).getUTCHours() + 9) % 24 === hour).length;
    assert(inHour(12) > 1.5 * inHour(15), `${store.name}: ${inHour(12)} at noon, ${inHour(15)} at three`);
    assertEquals(inHour(4), 0);
    const weekend = sales.filter(({ soldAt }) => new Date(Date.parse(soldAt) + 9 * HOUR_MS).getUTCDay() % 6 === 0);
    const ratio = (weekend.length / 2) / ((sales.length - weekend.length) / 5);
    assert(Math.abs(ratio - store.weekend) < 0.12, `${store.name}: ${ratio}`);
  }
});

Deno.test("tillSales lets menus go in and out of fashion from one week to the next", () => {
  const week = (nth: number) => {
    const sales = tillSales(diner!, spanOf(nth * 7 * DAY_MS, (nth + 1) * 7 * DAY_MS));
    return sales.filter(({ menu }) => menu === "떡볶이").length / sales.length;
  };
  assert(Math.abs(week(0) - week(1)) > 0.02, `${week(0)} and ${week(1)}`);
});
