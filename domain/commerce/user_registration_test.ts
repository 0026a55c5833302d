import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { parseUser } from "./user.ts";
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

Deno.test("registerUser fills in fields that the seed's example omits", () => {
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
    importRun: null,
  });
});

Deno.test("registerUser uses the shop's id for a draft without one", () => {
  assertEquals(registered({ name: "홍길동" }).userId as string, "U-new");
});

Deno.test("registerUser computes the age from the year of birth", () => {
  assertEquals(registered({ name: "홍길동", birthYear: 1990 }).age, 36);
  const both = registered({ name: "홍길동", birthYear: 1990, age: 35 });
  assertEquals([both.birthYear, both.age], [1990, 35]);
  const neither = registered({ name: "홍길동" });
  assertEquals([neither.birthYear, neither.age], [null, null]);
});

Deno.test("registerUser refuses unknown keys by name and suggests the intended one", () => {
  const message = refusal({ name: "홍길동", user_id: "U_001", nickname: "길동" });
  assertStringIncludes(message, "user has no field user_id (did you mean userId?)");
  assertStringIncludes(message, "user has no field nickname");
});

Deno.test("registerUser refuses times and seeds that the shop sets", () => {
  for (const key of ["createdAt", "lastOrderedAt", "randomSeed", "isGuest"]) {
    assertStringIncludes(refusal({ name: "홍길동", [key]: null }), `no field ${key}`);
  }
});

Deno.test("registerUser takes every e-mail address that somebody has, and messages any text in its place", () => {
  const addresses = [
    "홍길동@example.com",
    "kim@회사.한국",
    "kim..seo@docomo.ne.jp",
    "~@example.com",
    "a!b@example.com",
  ];
  for (const email of [...addresses, "Kim+shop@example.com", '"a@b"@example.com']) {
    const user = registered({ name: "홍길동", email });
    assertEquals(user.email, email);
    assertEquals(parseUser({ ...user, email: "none" }).ok, true);
  }
  for (const email of ["nobody", "kim@", "@example.com", "kim@a@", "kim@exa mple.com", "kim\n@example.com"]) {
    assertStringIncludes(refusal({ name: "홍길동", email }), "email:");
  }
});

Deno.test("registerUser refuses wrong values and non-objects", () => {
  assertStringIncludes(refusal({ name: "" }), "name:");
  assertStringIncludes(refusal({ name: "홍길동", gender: "X" }), "gender:");
  assertStringIncludes(refusal({ name: "홍길동", email: "nobody" }), "email:");
  for (const draft of [null, 3, "x", [], undefined]) refusal(draft);
});

Deno.test("parseUserChanges keeps given fields and adds derived ones", () => {
  const changes = (raw: unknown) => parseUserChanges(raw, { now });
  assertEquals(changes({ email: null }), { ok: true, value: { email: null } });
  assertEquals(changes({ address: "부산광역시 해운대구 중앙로 1" }), {
    ok: true,
    value: { address: "부산광역시 해운대구 중앙로 1", addressDistrict: "해운대구" },
  });
  assertEquals(changes({ age: 40 }), { ok: true, value: { age: 40, birthYear: 1986 } });
  assertEquals(changes({ age: null }), { ok: true, value: { age: null } });
});

Deno.test("parseUserChanges refuses an empty change, unknown keys and immutable fields", () => {
  for (const raw of [{}, { name: undefined }, { userId: "U2" }, { createdAt: now }, { colour: 1 }, null]) {
    assert(!parseUserChanges(raw, { now }).ok, JSON.stringify(raw));
  }
});

Deno.test("registerUser refuses control characters in what is shown, and says where", () => {
  for (
    const [field, text] of [["name", "홍\u0000길동"], ["address", "서울\t마포구"], ["addressDistrict", "마포\u009b"]]
  ) {
    const result = registerUser({ name: "홍길동", [field!]: text }, { id: "U-1", now, random: () => 0.5 });
    assert(!result.ok && result.refusal.details.some((detail) => detail.includes(`${field}: expected no control`)));
  }
});
