import { assertAlmostEquals, assertEquals } from "@std/assert";
import { seededRandom } from "../shared/random.ts";
import { LIFE_EVENT_POLICIES } from "./policies/life_events.ts";
import { propensity } from "./propensity.ts";
import { seoulTime } from "./seoul_time.ts";
import { makeUser } from "./simulation/make_user.ts";
import type { User } from "./user.ts";
import { propensityIf, SUPPOSED_EVENTS } from "./what_if.ts";

const now = new Date("2026-03-02T03:00:00Z");
const at = seoulTime(now);
const random = seededRandom("what if");
const users = Array.from({ length: 1_000 }, (_, nth) => makeUser({ id: `U-${nth}`, now, random }));

const factorOf = (name: string, { factors }: ReturnType<typeof propensityIf>) =>
  factors.find((factor) => factor.name === name)?.value ?? 1;

Deno.test("propensityIf with nothing supposed is the propensity", () => {
  for (const user of users) assertEquals(propensityIf({}, user, at), propensity(user, at));
});

Deno.test("propensityIf takes another age and hour as if they were the customer's", () => {
  for (const user of users.slice(0, 200)) {
    const older: User = { ...user, age: 34, birthYear: at.year - 34 };
    assertEquals(propensityIf({ age: 34 }, user, at), propensity(older, at));
    assertEquals(propensityIf({ hour: 22 }, user, at), propensity(user, { ...at, hour: 22 }));
    assertEquals(propensityIf({ age: 34, hour: 22 }, user, at), propensity(older, { ...at, hour: 22 }));
  }
});

Deno.test("propensityIf lets an event be, or none, and leaves every other factor", () => {
  for (const user of users.slice(0, 50)) {
    for (const { name, boost } of LIFE_EVENT_POLICIES) {
      const supposed = propensityIf({ event: name }, user, at);
      assertEquals(factorOf(name, supposed), boost);
      const before = propensity(user, at);
      assertAlmostEquals(supposed.score, before.score / factorOf(name, before) * boost!, 1e-9);
    }
    const none = propensityIf({ event: "none" }, user, at);
    for (const { name } of LIFE_EVENT_POLICIES) assertEquals(factorOf(name, none), 1, name);
  }
});

Deno.test("boosts of life events are the largest factors that anybody ever has", () => {
  const largest = new Map<string, number>();
  for (const user of users) {
    for (let day = 0; day < 365; day += 5) {
      const then = seoulTime(new Date(now.getTime() + day * 86_400_000));
      for (const { name, factor } of LIFE_EVENT_POLICIES) {
        largest.set(name, Math.max(largest.get(name) ?? 1, factor(user, then)));
      }
    }
  }
  assertEquals([...largest], LIFE_EVENT_POLICIES.map(({ name, boost }) => [name, boost]));
  assertEquals(SUPPOSED_EVENTS.slice(1), [...largest.keys()]);
});
