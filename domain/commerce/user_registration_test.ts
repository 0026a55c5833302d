import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { parseUserChanges, registerUser } from "./user_registration.ts";

const now = new Date("2026-03-02T12:00:00Z");
const options = { id: "U-new", now, random: () => 0.25 };

function registered(draft: unknown) {
  const result = registerUser(draft, options);
  assert(result.ok, result.ok ? "" : result.refusal.message);
  return result.value;
}

function refusal(draft: unknown): string {
  const result = registerUser(draft, options);
  assert(!result.ok);
  assertEquals(result.refusal.code, "invalid_input");
  return result.refusal.message;
}

Deno.test("registerUser fills in what the seed's example leaves out", () => {
  const draft = { userId: "U_001", name: "Hong Gil Dong", gender: "M", age: 30, address: "Seoul Gangnam-gu ..." };
  assertEquals(registered(draft) as unknown, {
    ...draft,
    birthYear: 1996,
    addressDistrict: "Gangnam-gu",
    email: null,
    grade: "BRONZE",
    status: "ACTIVE",
    lastLoginAt: null,
    marketingAgree: false,
    createdAt: now,
    lastOrderedAt: null,
    randomSeed: 0.25,
    isGuest: false,
  });
});

Deno.test("registerUser gives an id of the shop's own to a draft without one", () => {
  assertEquals(registered({ name: "홍길동" }).userId as string, "U-new");
});

Deno.test("registerUser works out the age from the year of birth", () => {
  assertEquals(registered({ name: "홍길동", birthYear: 1990 }).age, 36);
  const both = registered({ name: "홍길동", birthYear: 1990, age: 35 });
  assertEquals([both.birthYear, both.age], [1990, 35]);
  const neither = registered({ name: "홍길동" });
  assertEquals([neither.birthYear, neither.age], [null, null]);
});

Deno.test("registerUser refuses unknown keys by name and says which was meant", () => {
  const message = refusal({ name: "홍길동", user_id: "U_001", nickname: "길동" });
  assertStringIncludes(message, "user_id is no field of this user (did you mean userId?)");
  assertStringIncludes(message, "nickname is no field of this user");
});

Deno.test("registerUser leaves the shop's own times and seeds to the shop", () => {
  for (const key of ["createdAt", "lastOrderedAt", "randomSeed", "isGuest"]) {
    assertStringIncludes(refusal({ name: "홍길동", [key]: null }), `${key} is no field`);
  }
});

Deno.test("registerUser refuses wrong values and things that are no drafts", () => {
  assertStringIncludes(refusal({ name: "" }), "name:");
  assertStringIncludes(refusal({ name: "홍길동", gender: "X" }), "gender:");
  assertStringIncludes(refusal({ name: "홍길동", email: "nobody" }), "email:");
  for (const draft of [null, 3, "x", [], undefined]) refusal(draft);
});

Deno.test("parseUserChanges keeps what is given and adds what follows from it", () => {
  const changes = (raw: unknown) => parseUserChanges(raw, { now });
  assertEquals(changes({ email: null }), { ok: true, value: { email: null } });
  assertEquals(changes({ address: "부산광역시 해운대구 중앙로 1" }), {
    ok: true,
    value: { address: "부산광역시 해운대구 중앙로 1", addressDistrict: "해운대구" },
  });
  assertEquals(changes({ age: 40 }), { ok: true, value: { age: 40, birthYear: 1986 } });
  assertEquals(changes({ age: null }), { ok: true, value: { age: null } });
});

Deno.test("parseUserChanges refuses nothing at all, unknown keys and what never changes", () => {
  for (const raw of [{}, { name: undefined }, { userId: "U2" }, { createdAt: now }, { colour: 1 }, null]) {
    assert(!parseUserChanges(raw, { now }).ok, JSON.stringify(raw));
  }
});
