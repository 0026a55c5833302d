import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  birthdayOf,
  firstChildDayOf,
  type LifeSeed,
  movingDayOf,
  newYearsDay,
  paydayOf,
  weddingDayOf,
} from "./life.ts";
import { userIdSchema } from "../user.ts";

const life = fc.record({
  userId: fc.nat().map((n) => userIdSchema.parse(`U-${n}`)),
  randomSeed: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  birthYear: fc.option(fc.integer({ min: 1930, max: 2012 })),
});

function lives(count: number): LifeSeed[] {
  // Multiples of the golden ratio: evenly spread seeds, equal in every run.
  return Array.from({ length: count }, (_, i) => ({
    userId: userIdSchema.parse(`U-${i}`),
    randomSeed: i * 0.618033988749895 % 1,
    birthYear: 1990,
  }));
}

Deno.test("life dates are equal on every call", () => {
  fc.assert(fc.property(life, (user) => {
    const copy = { ...user };
    for (const ask of [birthdayOf, paydayOf, weddingDayOf, firstChildDayOf]) assertEquals(ask(user), ask(copy));
    assertEquals(movingDayOf(user, 2026), movingDayOf(copy, 2026));
  }));
});

Deno.test("birthdayOf spreads birthdays over the whole year", () => {
  const quarters = [0, 0, 0, 0];
  for (const user of lives(4_000)) quarters[Math.floor(birthdayOf(user) / 91.25)]!++;
  assert(quarters.every((count) => Math.abs(count - 1_000) < 130), `${quarters}`);
});

Deno.test("weddingDayOf returns a day for seven in ten, at ages 27 to 38", () => {
  const days = lives(4_000).map(weddingDayOf).filter((day) => day !== null);
  assert(Math.abs(days.length - 2_800) < 150, `${days.length}`);
  for (const day of days) assert(day >= newYearsDay(1990 + 27) && day < newYearsDay(1990 + 39));
});

Deno.test("firstChildDayOf is one to three years after the wedding", () => {
  fc.assert(fc.property(life, (user) => {
    const wedding = weddingDayOf(user);
    const child = firstChildDayOf(user);
    if (child === null) return;
    assert(wedding !== null && child - wedding >= 365 && child - wedding < 3 * 365);
  }));
});

Deno.test("movingDayOf returns a day of the year for about 12 of 100 customers", () => {
  const days = lives(5_000).map((user) => movingDayOf(user, 2026)).filter((day) => day !== null);
  assert(Math.abs(days.length - 600) < 110, `${days.length}`);
  assert(days.every((day) => day >= newYearsDay(2026) && day < newYearsDay(2027)));
});

Deno.test("movingDayOf selects different customers in another year", () => {
  const [one, next] = [2026, 2027].map((year) => lives(500).filter((user) => movingDayOf(user, year) !== null));
  assert(one!.some((user) => !next!.some(({ userId }) => userId === user.userId)));
});
