import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { seededRandom } from "../shared/random.ts";
import { makeUser } from "./simulation/make_user.ts";
import { AGE_GROUPS, ageGroup, districtOf, parseUser, regionOf } from "./user.ts";

const user = makeUser({ id: "U_001", now: new Date("2026-03-02T12:00:00Z"), random: seededRandom(1) });

Deno.test("parseUser accepts a user that went through JSON", () => {
  assertEquals(parseUser(JSON.parse(JSON.stringify(user))), { ok: true, value: user });
});

Deno.test("parseUser names every fault", () => {
  const parsed = parseUser({ ...user, age: -1, grade: "PLATINUM", createdAt: "2026-03-02 12:00" });
  assert(!parsed.ok);
  assertEquals(parsed.refusal.details.map((detail) => detail.split(":")[0]), ["age", "grade", "createdAt"]);
});

Deno.test("ageGroup puts each age into one of six groups, under twenty into the first", () => {
  const expected = { 0: "10s", 19: "10s", 20: "20s", 29: "20s", 30: "30s", 59: "50s", 60: "60s+", 107: "60s+" };
  for (const [age, group] of Object.entries(expected)) assertEquals(ageGroup(Number(age)), group);
  assertEquals(ageGroup(null), null);
  fc.assert(fc.property(fc.nat(150), (age) => assert(AGE_GROUPS.includes(ageGroup(age)!))));
});

Deno.test("districtOf finds the district in Korean and English addresses", () => {
  const expected = {
    "서울특별시 강남구 테헤란로 152": "강남구",
    "서울 강남구 역삼동": "강남구",
    "경기도 수원시 영통구 중앙로 3": "영통구",
    "경기도 양평군 시장로 1": "양평군",
    "경기도 김포시 시청로 9": "김포시",
    "부산광역시 기장군 강변로 9": "기장군",
    "세종특별자치시 한누리대로 2130": "세종시",
    "Seoul Gangnam-gu ...": "Gangnam-gu",
    "Gangnam-gu, Seoul": "",
    "  서울   중구  ": "중구",
    "": "",
  };
  for (const [address, district] of Object.entries(expected)) assertEquals(districtOf(address), district, address);
});

Deno.test("regionOf is the first part of an address", () => {
  assertEquals(regionOf("  서울특별시 강남구"), "서울특별시");
  assertEquals(regionOf(""), "");
});
