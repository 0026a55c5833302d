import { assertEquals } from "@std/assert";
import { DEFAULT_POLICIES } from "../../../domain/commerce/propensity.ts";
import { conditionsOf } from "../../../domain/commerce/simulation/scenarios/conditions.ts";
import { SCENARIOS } from "../../../domain/commerce/simulation/scenarios/scenarios.ts";
import { sayCustomer, sayFactor } from "./reasons.js";
import { registerWords, say } from "./words.js";
import { WORDS } from "./words/all_words.js";
import { COMMERCE } from "./words/commerce.js";
import { IMPORTS } from "./words/imports.js";
import { MEMBERS } from "./words/members.js";
import { OPERATIONS } from "./words/operations.js";
import { SAID } from "./words/said.js";
import { SHELL } from "./words/shell.js";
import { SOURCING } from "./words/sourcing.js";
import { STORES } from "./words/stores.js";
import { SHOP } from "./words/shop.js";
import { TODAY } from "./words/today.js";
import page from "./index.html" with { type: "text" };

registerWords(WORDS);

const ORDER = {
  orderId: "c-1",
  userId: "u",
  quantity: 1,
  totalAmount: 1,
  shippingCost: 0,
  category: null,
  userName: "김서연",
  userRegion: "서울특별시",
  userGender: "F" as const,
  userAgeGroup: "30s",
  createdAt: "2026-03-02T03:00:00Z",
  selection: null,
};

Deno.test("words have the same keys and placeholders in both languages", () => {
  const { en, ko } = WORDS;
  assertEquals(Object.keys(ko), Object.keys(en));
  const gaps = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
  for (const [word, text] of Object.entries(en)) assertEquals(gaps(ko[word as keyof typeof ko]), gaps(text), word);
});

Deno.test("words stand in one dictionary each", () => {
  const words = [COMMERCE, IMPORTS, MEMBERS, OPERATIONS, SAID, SHELL, SHOP, SOURCING, STORES, TODAY].flatMap(({ en }) =>
    Object.keys(en)
  );
  assertEquals(words.filter((word, nth) => words.indexOf(word) !== nth), []);
});

Deno.test("words contain every key that the page uses", () => {
  for (const [, word] of page.matchAll(/data-say="(\w+)"/g)) assertEquals(word! in WORDS.en, true, word);
});

Deno.test("say fills the placeholders", () => {
  assertEquals(say("en", "behindSeconds", { lag: 5, seconds: 2 }), "5 behind, 2 s");
  assertEquals(say("ko", "behindSeconds", { lag: 5, seconds: 2 }), "5건 밀림, 2초");
});

Deno.test("words describe every policy of the shop in both languages", () => {
  for (const { name } of DEFAULT_POLICIES) {
    for (const language of ["en", "ko"] as const) assertEquals(`factor_${name}` in WORDS[language], true, name);
  }
});

Deno.test("words describe every scenario that affects customers in both languages", () => {
  for (const { name } of conditionsOf(SCENARIOS).policies) {
    for (const language of ["en", "ko"] as const) assertEquals(`factor_${name}` in WORDS[language], true, name);
  }
});

Deno.test("sayFactor describes what the order records of the customer", () => {
  const texts = (name: string, value: number) => [
    sayFactor({ name, value }, ORDER, "en"),
    sayFactor({ name, value }, ORDER, "ko"),
  ];
  assertEquals(texts("age_group", 1.4), ["In their 30s", "30대"]);
  assertEquals(texts("gender", 1.12), ["Woman", "여성"]);
  assertEquals(texts("region", 1.2), ["Lives in Seoul", "서울 거주"]);
  assertEquals(texts("time_of_day", 0.4), ["Not their hour", "뜸한 시간대"]);
  assertEquals(texts("black_friday", 2)[0], "Black friday");
  assertEquals(sayFactor({ name: "region", value: 1.2 }, { ...ORDER, userRegion: null }, "en"), "Region");
});

Deno.test("sayCustomer shows only known facts, and no name", () => {
  assertEquals(sayCustomer(ORDER, "en"), "30s · woman · Seoul");
  assertEquals(sayCustomer({ ...ORDER, userGender: null, userAgeGroup: "60s+" }, "ko"), "60대 이상 · 서울");
});
