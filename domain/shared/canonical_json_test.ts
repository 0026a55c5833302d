import { assertEquals, assertNotEquals } from "@std/assert";
import { canonicalJson } from "./canonical_json.ts";

Deno.test("canonicalJson writes equal contents as equal texts, at any depth", () => {
  assertEquals(canonicalJson({ b: [{ d: 1, c: 2 }], a: null }), canonicalJson({ a: null, b: [{ c: 2, d: 1 }] }));
  assertEquals(canonicalJson({ b: 1, a: "가" }), '{"a":"가","b":1}');
});

Deno.test("canonicalJson keeps the order of lists and the difference of types", () => {
  assertNotEquals(canonicalJson([1, 2]), canonicalJson([2, 1]));
  assertNotEquals(canonicalJson({ a: 1 }), canonicalJson({ a: "1" }));
});
