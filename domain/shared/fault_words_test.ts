import { assertEquals } from "@std/assert";
import { z } from "zod";
import { instant } from "./instant.ts";
import { parseAs } from "./parse.ts";

const schema = z.object({
  major: z.int({ error: "expected a whole number" }).min(0).max(65_535),
  count: z.int32().min(0),
  any: z.int32(),
  rate: z.number().min(0).lt(1),
  name: z.string().trim().min(1).max(5),
  code: z.string().length(3),
  tags: z.array(z.string().max(2)).min(1).max(2),
  email: z.email().max(20).nullable(),
  soldAt: instant,
  asOf: z.union([z.iso.date(), instant], { error: "expected a day or a time" }),
  id: z.union([z.string(), z.int().transform(String)]),
  menu: z.string().max(8).transform((text) => text.repeat(2)).pipe(z.string().max(10)),
  kind: z.enum(["one", "two"]),
  more: z.record(z.string().max(3), z.number().max(9)),
}).partial();

function wordsOf(raw: object): string {
  const parsed = parseAs(schema, raw, "thing");
  return parsed.ok ? "" : parsed.refusal.details!.join("; ");
}

Deno.test("parseAs names both bounds and what came, whatever other error the schema has", () => {
  for (
    const [raw, words] of [
      [{ major: 70_000 }, "major: expected 0 to 65535, got 70000"],
      [{ major: -1 }, "major: expected 0 to 65535, got -1"],
      [{ major: 1.5 }, "major: expected a whole number"],
      [{ count: -1 }, "count: expected 0 to 2147483647, got -1"],
      [{ any: 3e9 }, "any: expected -2147483648 to 2147483647, got 3000000000"],
      [{ rate: 1 }, "rate: expected 0 to less than 1, got 1"],
      [{ name: "   " }, "name: expected 1 to 5 characters, got 0"],
      [{ name: "가나다라마바" }, "name: expected 1 to 5 characters, got 6"],
      [{ code: "ab" }, "code: expected 3 characters, got 2"],
      [{ tags: ["a", "b", "c"] }, "tags: expected 1 to 2 items, got 3"],
      [{ tags: ["abc"] }, "tags.0: expected at most 2 characters, got 3"],
      [{ email: "aaaaaaaaaaaaaaa@example.com" }, "email: expected at most 20 characters, got 27"],
      [{ menu: "abcdefghi" }, "menu: expected at most 8 characters, got 9"],
      [{ menu: "abcdefg" }, "menu: expected at most 10 characters"],
      [{ more: { abcd: 1 } }, "more.abcd: the name of a field: expected at most 3 characters"],
      [{ more: { a: 10 } }, "more.a: expected at most 9, got 10"],
    ] as const
  ) assertEquals(wordsOf(raw), words);
});

Deno.test("parseAs says what the members of a union expect, and what is of another type", () => {
  for (
    const [raw, words] of [
      [{ soldAt: "soon" }, "soldAt: expected a time such as 2026-03-02T12:00:00Z"],
      [{ soldAt: 5 }, "soldAt: expected a time such as 2026-03-02T12:00:00Z"],
      [{ soldAt: "0000-01-01T00:00:00Z" }, "soldAt: expected a time in the years 1 to 9999"],
      [{ asOf: "soon" }, "asOf: expected a day or a time"],
      [{ id: true }, "id: expected text or a number, got true or false"],
      [{ email: "kim" }, "email: expected an e-mail address such as kim@example.com"],
      [{ kind: "three" }, "kind: expected one of one, two"],
      [{ name: 5 }, "name: expected text, got 5"],
      [{ name: null }, "name: expected text, got null"],
      [{ tags: {} }, "tags: expected a list, got an object"],
    ] as const
  ) assertEquals(wordsOf(raw), words);
  const missing = parseAs(z.object({ a: z.string() }), {}, "thing");
  assertEquals(missing.ok || missing.refusal.details, ["a: expected text, got nothing"]);
});
