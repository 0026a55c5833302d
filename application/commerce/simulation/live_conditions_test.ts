import { assertEquals, assertRejects } from "@std/assert";
import { Outage } from "../../shared/fault.ts";
import { liveConditions } from "./live_conditions.ts";

/** Monday noon in Seoul: lunch break, and nothing else. */
const noon = new Date("2026-03-16T03:10:00Z");
const started = (...names: string[]) => ({
  running: () => Promise.resolve(names.map((name) => ({ name, until: new Date("2026-03-16T04:00:00Z") }))),
});

Deno.test("liveConditions joins calendar, command line and started scenarios, each once", async () => {
  const options = { active: started("coupon", "lunch-break"), always: ["viral-item", "coupon"], calendar: true };
  const { scenarios, cartRate } = await liveConditions(options, noon);
  assertEquals(scenarios, ["lunch-break", "viral-item", "coupon"]);
  assertEquals(cartRate, 1.4 * 1.3 * 1.25);
});

Deno.test("liveConditions changes the pace by the calendar only on request; who buys and what change in any case", async () => {
  const ordinary = await liveConditions({ calendar: true }, noon);
  const paced = await liveConditions({ calendar: true, calendarPace: true }, noon);
  assertEquals([ordinary.cartRate, ordinary.orderRate, paced.cartRate], [1, 1, 1.4]);
  assertEquals(ordinary.policies.map(({ name }) => name), paced.policies.map(({ name }) => name));
  assertEquals(ordinary.policies.at(-1)!.name, "scenario_lunch_break");
});

Deno.test("liveConditions leaves the seed's pace alone in every hour of a year", async () => {
  for (let hour = 0; hour < 365 * 24; hour++) {
    const at = new Date(Date.parse("2026-01-01T00:30:00Z") + hour * 3_600_000);
    const { cartRate, orderRate } = await liveConditions({ calendar: true }, at);
    assertEquals([cartRate, orderRate], [1, 1], at.toISOString());
  }
});

Deno.test("liveConditions leaves the calendar out on request and ignores unknown names", async () => {
  assertEquals((await liveConditions({ calendar: false }, noon)).scenarios, []);
  assertEquals((await liveConditions({ calendar: true }, noon)).scenarios, ["lunch-break"]);
  assertEquals((await liveConditions({ active: started("gone"), calendar: false }, noon)).scenarios, []);
});

Deno.test("liveConditions rethrows an outage", async () => {
  const active = { running: () => Promise.reject(new Outage("cache", "away")) };
  await assertRejects(() => liveConditions({ active, calendar: true }, noon), Outage);
});
