import { assert, assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import fc from "fast-check";
import { seededRandom } from "../../shared/random.ts";
import { makeUser } from "./make_user.ts";
import { parseUser, regionOf } from "../user.ts";

const now = new Date("2026-06-17T12:00:00Z");

function people(count: number) {
  const random = seededRandom("people");
  return Array.from({ length: count }, (_, i) => makeUser({ id: `U-${i}`, now, random }));
}

Deno.test("makeUser returns the same customer for the same seed and another one for another seed", () => {
  fc.assert(fc.property(fc.integer(), (seed) => {
    const make = (from: number) => makeUser({ id: "U-1", now, random: seededRandom(from) });
    assertEquals(make(seed), make(seed));
    assertNotEquals(make(seed), make(seed + 1));
  }));
});

Deno.test("makeUser returns new customers that parse: BRONZE, active, without orders, with a district", () => {
  for (const user of people(1_000)) {
    assertEquals(parseUser(user), { ok: true, value: user });
    assertEquals([user.grade, user.status, user.lastOrderedAt, user.isGuest], ["BRONZE", "ACTIVE", null, false]);
    assertEquals(user.createdAt, now);
    assertMatch(user.addressDistrict, /[구군시]$/);
  }
});

Deno.test("makeUser uses reserved e-mail domains only", () => {
  for (const { email } of people(500)) assertMatch(email!, /^[a-z]+\.[a-z]+\d+@example\.(com|net|org)$/);
});

Deno.test("makeUser returns a year of birth that fits the age, before or after this year's birthday", () => {
  const differences = new Set(people(500).map(({ age, birthYear }) => 2026 - age! - birthYear!));
  assertEquals([...differences].sort(), [0, 1]);
});

Deno.test("makeUser follows the census' distribution", () => {
  const users = people(10_000);
  const share = (is: (user: typeof users[number]) => boolean) => users.filter(is).length / users.length;
  const near = (actual: number, expected: number) => assert(Math.abs(actual - expected) < 0.015, `${actual}`);
  near(share(({ gender }) => gender === "F"), 0.496);
  near(share(({ name }) => name.startsWith("김")), 0.225);
  near(share(({ age }) => age! >= 40 && age! < 60), 0.38);
  near(share(({ address }) => regionOf(address) === "서울특별시"), 0.18);
  near(share(({ address }) => regionOf(address) === "경기도"), 0.27);
  assert(users.every(({ age }) => age! >= 15 && age! <= 79));
});

Deno.test("makeUser draws names of the customer's generation", () => {
  const users = people(10_000);
  const years = users.filter(({ name }) => name.endsWith("영자")).map(({ birthYear }) => birthYear!);
  assert(years.length > 0 && Math.max(...years) < 1955);
  const young = users.filter(({ name }) => name.endsWith("서연")).map(({ birthYear }) => birthYear!);
  assert(young.length > 0 && Math.min(...young) >= 2003);
});

Deno.test("makeUser returns a uniform randomSeed", () => {
  const tenths = new Array<number>(10).fill(0);
  for (const { randomSeed } of people(5_000)) tenths[Math.floor(randomSeed * 10)]!++;
  assert(tenths.every((count) => Math.abs(count - 500) < 110), `${tenths}`);
});
