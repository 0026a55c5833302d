import { assert, assertEquals } from "@std/assert";
import { questionTerms, searchTerms, termWeight } from "./search_terms.ts";

Deno.test("searchTerms returns distinct words and Korean pairs in lower case and NFKC", () => {
  assertEquals(searchTerms("환불은 ＰＯＳ기에서"), ["환불은", "환불", "불은", "pos기에서", "기에", "에서", "pos"]);
  assertEquals(searchTerms("Refund refund REFUND"), ["refund"]);
  assertEquals(searchTerms("東京都"), ["東京都", "東京", "京都"]);
  // Decomposed syllables, as macOS writes them, are the same syllables.
  assertEquals(searchTerms("환불".normalize("NFD")), searchTerms("환불"));
});

Deno.test("searchTerms returns letters, marks and digits only", () => {
  assertEquals(searchTerms("'; drop table x; -- \\ & | ! ( ) :* <-> \0 \ud800"), ["drop", "table", "x"]);
  assertEquals([searchTerms(""), searchTerms("?!"), searchTerms("👩‍👩‍👧")], [[], [], []]);
  assert(searchTerms("a".repeat(100_000)).every((term) => term.length <= 64));
});

Deno.test("questionTerms limits the number of terms", () => {
  assertEquals(questionTerms(Array.from({ length: 500 }, (_, n) => `w${n}`).join(" ")).length, 64);
});

Deno.test("termWeight decreases with frequency and is never negative", () => {
  const weights = [0, 1, 10, 100, 1_000, 2_000].map((having) => termWeight(having, 1_000));
  assertEquals(weights, weights.toSorted((a, b) => b - a));
  assert(weights.every((weight) => weight >= 0));
});
