import { assert, assertEquals, assertLessOrEqual } from "@std/assert";
import { seededRandom } from "../shared/random.ts";
import { makeUser } from "./simulation/make_user.ts";
import { conditionsOf } from "./simulation/scenarios/conditions.ts";
import { scenarioNamed } from "./simulation/scenarios/scenarios.ts";
import { propensity } from "./propensity.ts";
import { selectionFrom, SelectionOfDay, topCandidates } from "./selection.ts";
import { seoulTime } from "./seoul_time.ts";

const now = new Date("2026-06-17T12:00:00Z");
const at = seoulTime(now);
const random = seededRandom("selection");
const pool = Array.from({ length: 1_000 }, (_, i) => makeUser({ id: `U-${i}`, now, random }));

Deno.test("topCandidates are the 200 highest scores of the pool, highest first", () => {
  const top = topCandidates(pool, at);
  assertEquals(top.length, 200);
  for (let i = 1; i < top.length; i++) assertLessOrEqual(top[i]!.selection.score, top[i - 1]!.selection.score);
  const chosen = new Set(top.map(({ user }) => user.userId));
  const lowest = top.at(-1)!.selection.score;
  for (const user of pool) if (!chosen.has(user.userId)) assertLessOrEqual(propensity(user, at).score, lowest);
});

Deno.test("topCandidates do not depend on the order of the pool", () => {
  assertEquals(topCandidates(pool.toReversed(), at), topCandidates(pool, at));
});

Deno.test("topCandidates of a small pool are all of it", () => {
  assertEquals(topCandidates(pool.slice(0, 3), at).length, 3);
});

Deno.test("selectionFrom draws the candidates in proportion to their scores", () => {
  const policies = [{ name: "id", factor: ({ userId }: { userId: string }) => userId === "U-1" ? 3 : 1.5 }];
  const choose = selectionFrom(pool.slice(0, 3), at, { policies })!;
  const counts: Record<string, number> = {};
  for (let i = 0; i < 8_000; i++) {
    const { userId } = choose(random).user;
    counts[userId] = (counts[userId] ?? 0) + 1;
  }
  assert(Math.abs(counts["U-1"]! - 4_000) < 250);
  assert(Math.abs(counts["U-0"]! - 2_000) < 220);
});

Deno.test("selectionFrom never draws anybody outside the candidates", () => {
  const choose = selectionFrom(pool, at, { candidates: 5 })!;
  const top = new Set(topCandidates(pool, at, { candidates: 5 }).map(({ user }) => user.userId));
  for (let i = 0; i < 500; i++) assert(top.has(choose(random).user.userId));
});

Deno.test("selectionFrom of an empty pool is null", () => {
  assertEquals(selectionFrom([], at), null);
});

Deno.test("SelectionOfDay chooses whom selectionFrom chooses, at every hour and under scenarios", () => {
  const day = new SelectionOfDay(pool, at);
  for (const scenarios of [[], [scenarioNamed("influencer")!, scenarioNamed("late-night")!]]) {
    const { policies } = conditionsOf(scenarios);
    for (let hour = 0; hour < 24; hour++) {
      const time = { ...at, hour };
      const chosen = day.at(time, policies);
      const explained = selectionFrom(pool, time, { policies })!;
      const one = seededRandom(hour);
      const other = seededRandom(hour);
      for (let i = 0; i < 50; i++) assertEquals(chosen(one).userId, explained(other).user.userId);
    }
  }
});
