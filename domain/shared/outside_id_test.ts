import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { canonicalId, outsideId } from "./outside_id.ts";

Deno.test("canonicalId is NFC without white space around it, for any text", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    assertEquals(canonicalId(text), text.normalize("NFC").trim());
    assertEquals(canonicalId(canonicalId(text)), canonicalId(text));
  }));
});

Deno.test("outsideId bounds what is left of an id", () => {
  const schema = outsideId(3);
  const longest = "김철수".normalize("NFD");
  assertEquals([schema.safeParse(`  ${longest}  `).data, schema.safeParse("abcd").success], ["김철수", false]);
});
