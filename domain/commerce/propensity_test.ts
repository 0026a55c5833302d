import { assert, assertAlmostEquals, assertEquals, assertLess } from "@std/assert";
import fc from "fast-check";
import { seededRandom } from "../shared/random.ts";
import { GRADES } from "./grade.ts";
import { makeUser } from "./simulation/make_user.ts";
import { selectionSchema } from "./order.ts";
import { DEFAULT_POLICIES, propensity } from "./propensity.ts";
import { seoulTime } from "./seoul_time.ts";
import type { User } from "./user.ts";

const now = new Date("2026-06-17T03:00:00Z");
const noon = seoulTime(now);
const random = seededRandom("propensity");
const users = Array.from({ length: 1_000 }, (_, i) => makeUser({ id: `U-${i}`, now, random }));
const times = fc.date({ min: new Date("2024-01-01"), max: new Date("2030-01-01"), noInvalidDate: true }).map(seoulTime);
const customer = fc.constantFrom(...users);

Deno.test("propensity explains its score: the product of the factors is the score", () => {
  fc.assert(fc.property(customer, times, (user, at) => {
    const { score, factors } = propensity(user, at);
    assertAlmostEquals(factors.reduce((product, { value }) => product * value, 1), score, 1e-9);
    assert(score > 0);
    assert(factors.every(({ value }) => value !== 1));
  }));
});

Deno.test("propensity fits into an order's selection", () => {
  fc.assert(fc.property(customer, times, (user, at) => {
    assert(selectionSchema.safeParse(propensity(user, at)).success);
  }));
});

Deno.test("propensity depends on the customer and the time only", () => {
  fc.assert(fc.property(customer, times, (user, at) => {
    assertEquals(propensity(structuredClone(user) as User, { ...at }), propensity(user, at));
  }));
});

Deno.test("propensity is neutral for a customer without data", () => {
  const stranger: User = {
    ...users[0]!,
    age: null,
    birthYear: null,
    gender: null,
    address: "",
    grade: "BRONZE",
    marketingAgree: false,
  };
  assertEquals(propensity(stranger, noon), { score: 1, factors: [] });
});

Deno.test("propensity grows with each grade", () => {
  const scores = GRADES.map((grade) => propensity({ ...users[0]!, grade }, noon).score);
  for (let i = 1; i < scores.length; i++) assertLess(scores[i - 1]!, scores[i]!);
});

Deno.test("propensity boosts only customers who agreed to marketing", () => {
  const named = (marketingAgree: boolean) =>
    propensity({ ...users[0]!, marketingAgree }, noon).factors.some(({ name }) => name === "marketing");
  assertEquals([named(true), named(false)], [true, false]);
});

Deno.test("propensity follows the age group's day: the young buy at night, the old in the morning", () => {
  const score = (age: number, hour: number) => propensity({ ...users[0]!, age }, { ...noon, hour }).score;
  assert(score(25, 22) > score(25, 9));
  assert(score(65, 9) > score(65, 22));
  for (const age of [15, 25, 35, 45, 55, 65]) assert(score(age, 4) < score(age, 20));
});

Deno.test("propensity reads long and short names of a province alike", () => {
  const region = (address: string) =>
    propensity({ ...users[0]!, address }, noon).factors.find(({ name }) => name === "region")?.value;
  assertEquals(region("서울특별시 강남구"), region("서울 강남구"));
  assertEquals(region("충청북도 청주시"), region("충북 청주시"));
  assertEquals(region("Seoul Gangnam-gu"), undefined);
});

Deno.test("propensity accepts scenarios as additional policies", () => {
  const sale = { name: "sale", factor: () => 2 };
  const plain = propensity(users[1]!, noon);
  const onSale = propensity(users[1]!, noon, [...DEFAULT_POLICIES, sale]);
  assertAlmostEquals(onSale.score, plain.score * 2);
  assertEquals(onSale.factors.at(-1), { name: "sale", value: 2 });
});

Deno.test("DEFAULT_POLICIES have distinct names", () => {
  assertEquals(new Set(DEFAULT_POLICIES.map(({ name }) => name)).size, DEFAULT_POLICIES.length);
});
