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

Deno.test("liveConditions leaves the calendar out on request and ignores unknown names", async () => {
  assertEquals((await liveConditions({ calendar: false }, noon)).scenarios, []);
  assertEquals((await liveConditions({ calendar: true }, noon)).scenarios, ["lunch-break"]);
  assertEquals((await liveConditions({ active: started("gone"), calendar: false }, noon)).scenarios, []);
});

Deno.test("liveConditions rethrows an outage", async () => {
  const active = { running: () => Promise.reject(new Outage("cache", "away")) };
  await assertRejects(() => liveConditions({ active, calendar: true }, noon), Outage);
});
