import { assert, assertEquals } from "@std/assert";
import { z } from "zod";
import { parseAs } from "./parse.ts";
import { parseStorable } from "./storable.ts";

function refusalOf(value: unknown): string | null {
  const result = parseStorable(value, "record");
  return result.ok ? null : result.refusal.details[0]!;
}

Deno.test("parseStorable takes what a database keeps as it is", () => {
  for (const value of [null, 1, "", "김서연\n\t\u0001", "👩‍🍳", { a: [{ "": "b" }] }, []]) {
    assertEquals(parseStorable(value, "record"), { ok: true, value });
  }
});

Deno.test("parseStorable names the place of a NUL and of half a character, in values and in keys", () => {
  const detail = "expected text without NUL and with whole characters";
  assertEquals(refusalOf("a\0"), `record: ${detail}`);
  assertEquals(refusalOf({ a: [{ b: "\ud83d" }] }), `a.0.b: ${detail}`);
  assertEquals(refusalOf({ a: { "\udc00": 1 } }), `a, a key: ${detail}`);
  assertEquals(refusalOf({ "\0": 1 }), `a key: ${detail}`);
});

Deno.test("parseStorable refuses things within things without end, however deep", () => {
  const nested = (depth: number) => JSON.parse("[".repeat(depth) + "]".repeat(depth));
  assertEquals(refusalOf(nested(100)), null);
  assertEquals(refusalOf(nested(101)), "record: expected at most 100 things within each other");
  assert(refusalOf(nested(200_000)));
});

Deno.test("parseAs gives no text that parseStorable refuses, and ignores those that it does not give", () => {
  const schema = z.object({ id: z.string(), tags: z.record(z.string(), z.string()).optional() });
  const details = (raw: unknown) => {
    const parsed = parseAs(schema, raw, "thing");
    return parsed.ok ? [] : parsed.refusal.details;
  };
  assertEquals(details({ id: "a\0" }), ["id: expected text without NUL and with whole characters"]);
  assertEquals(details({ id: "a", tags: { b: "\ud800" } }), [
    "tags.b: expected text without NUL and with whole characters",
  ]);
  assertEquals(details({ id: "a", tags: { "\0": "b" } }).length, 1);
  assertEquals(details({ id: "a", ignored: "\0" }), []);
});
