import { assertEquals, assertMatch } from "@std/assert";
import { romanise, romaniseSurname } from "./romanise.ts";
import { GIVEN_NAMES, SURNAMES } from "./tables/korean_names.ts";

Deno.test("romanise follows the Revised Romanization for names", () => {
  const expected = {
    "지훈": "jihun",
    "서연": "seoyeon",
    "정훈": "jeonghun",
    "은혜": "eunhye",
    "국민": "gukmin",
    "철": "cheol",
    "A1": "A1",
    "": "",
  };
  for (const [word, letters] of Object.entries(expected)) assertEquals(romanise(word), letters);
});

Deno.test("romaniseSurname prefers the customary spelling", () => {
  assertEquals([romaniseSurname("김"), romaniseSurname("이"), romaniseSurname("한")], ["kim", "lee", "han"]);
});

Deno.test("romanise returns only letters for every name in the tables", () => {
  for (const [surname] of SURNAMES) assertMatch(romaniseSurname(surname), /^[a-z]+$/);
  for (const { names } of GIVEN_NAMES) {
    for (const name of [...names.M, ...names.F]) assertMatch(romanise(name), /^[a-z]+$/);
  }
});
