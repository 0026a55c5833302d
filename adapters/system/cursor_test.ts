import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { anyText, mutatedText } from "../../testing/fixtures/mutated.ts";
import { openCursor, sealCursor } from "./cursor.ts";

const QUESTION = ["events", "2026-03-02", 50];
const positions = fc.jsonValue({ noUnicodeString: false });
const same = (value: unknown) => JSON.parse(JSON.stringify(value));

Deno.test("openCursor returns the position for the query that it was sealed for, and for no other", () => {
  fc.assert(fc.property(positions, (position) => {
    const cursor = sealCursor(QUESTION, position);
    assertEquals(openCursor(QUESTION, cursor), same(position));
    assertEquals(openCursor([...QUESTION, 1], cursor), undefined);
  }));
});

Deno.test("openCursor returns undefined for an invalid cursor, and never throws", () => {
  fc.assert(fc.property(anyText, (text) => assertEquals(openCursor(QUESTION, text), undefined)));
  const sealed = positions.map((position) => sealCursor(QUESTION, position));
  fc.assert(fc.property(mutatedText(sealed), (cursor) => void openCursor(QUESTION, cursor)));
});
