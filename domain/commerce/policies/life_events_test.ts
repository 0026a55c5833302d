import { assert, assertEquals } from "@std/assert";
import { seededRandom } from "../../shared/random.ts";
import { birthdayOf, firstChildDayOf, movingDayOf, newYearsDay, paydayOf, weddingDayOf } from "./life.ts";
import { makeUser } from "../simulation/make_user.ts";
import { seoulTime } from "../seoul_time.ts";
import type { User } from "../user.ts";
import { LIFE_EVENT_POLICIES } from "./life_events.ts";

const now = new Date("2026-03-02T03:00:00Z");
const random = seededRandom("life events");
const users = Array.from({ length: 2_000 }, (_, i) => makeUser({ id: `U-${i}`, now, random }));

function factor(name: string, user: User, dayNumber: number): number {
  const policy = LIFE_EVENT_POLICIES.find((each) => each.name === name)!;
  return policy.factor(user, seoulTime(new Date(dayNumber * 86_400_000)));
}

/** Days of a span on which a policy's factor is not 1. */
function spokenOn(name: string, user: User, from: number, to: number): number[] {
  const days = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  return days.filter((day) => factor(name, user, day) > 1);
}

function day(text: string): number {
  return Date.parse(text) / 86_400_000;
}

Deno.test("birthday applies on the birthday and the seven days before it", () => {
  for (const user of users.slice(0, 50)) {
    const birthday = newYearsDay(2026) + birthdayOf(user);
    const spoken = spokenOn("birthday", user, birthday - 20, birthday + 20);
    assertEquals(spoken, Array.from({ length: 8 }, (_, index) => birthday - 7 + index));
  }
});

Deno.test("payday applies on three days a month, also at the month's end", () => {
  for (const user of users.slice(0, 200)) {
    const isWorking = 2026 - user.birthYear! >= 20 && 2026 - user.birthYear! <= 64;
    const from = day("2026-02-03");
    const spoken = spokenOn("payday", user, from, day("2026-03-02")).length;
    assertEquals(spoken, isWorking ? 3 : 0, `payday ${paydayOf(user)}`);
  }
});

Deno.test("wedding applies from two months before to two weeks after", () => {
  const user = users.find((each) => weddingDayOf(each) !== null)!;
  const wedding = weddingDayOf(user)!;
  const spoken = spokenOn("wedding", user, wedding - 100, wedding + 100);
  assertEquals([spoken[0], spoken.at(-1), spoken.length], [wedding - 60, wedding + 14, 75]);
});

Deno.test("new_baby applies from two months before the birth until half a year after it", () => {
  for (const user of users.filter((each) => firstChildDayOf(each) !== null).slice(0, 50)) {
    const birth = firstChildDayOf(user)!;
    const spoken = spokenOn("new_baby", user, birth - 200, birth + 300);
    assertEquals([spoken[0], spoken.at(-1)], [birth - 60, birth + 180]);
  }
});

Deno.test("moving applies around the move, also across New Year", () => {
  const movers = users.filter((each) => each.birthYear! < 2000 && movingDayOf(each, 2026) !== null);
  const turns = new Set<number>();
  for (const user of movers) {
    const move = movingDayOf(user, 2026)!;
    for (const at of [move - 14, move, move + 30]) {
      assert(factor("moving", user, at) > 1);
      turns.add(seoulTime(new Date(at * 86_400_000)).year);
    }
  }
  assertEquals([...turns].sort(), [2025, 2026, 2027]);
});

Deno.test("new_term and family_month apply in their season only", () => {
  const student = { ...users[0]!, birthYear: 2008 };
  const parent = { ...users[0]!, birthYear: 1984 };
  assert(factor("new_term", student, day("2026-02-28")) > factor("new_term", parent, day("2026-02-28")));
  assert(factor("new_term", parent, day("2026-02-28")) > 1);
  assertEquals(factor("new_term", student, day("2026-06-15")), 1);
  assert(factor("family_month", parent, day("2026-05-05")) > 1);
  assertEquals(factor("family_month", parent, day("2026-05-09")), 1);
});

Deno.test("LIFE_EVENT_POLICIES are neutral when the year of birth is unknown", () => {
  for (const user of users.slice(0, 100)) {
    const stranger = { ...user, birthYear: null };
    for (let at = day("2026-01-01"); at < day("2027-01-01"); at += 5) {
      for (const { name } of LIFE_EVENT_POLICIES) assertEquals(factor(name, stranger, at), 1);
    }
  }
});
