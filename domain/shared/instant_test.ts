import { assert, assertEquals } from "@std/assert";
import { instant } from "./instant.ts";

Deno.test("instant reads every form of RFC 3339, and ISO 8601 with an offset", () => {
  const forms: Readonly<Record<string, string>> = {
    "2026-03-02T12:00:00Z": "2026-03-02T12:00:00.000Z",
    "2026-03-02t12:00:00z": "2026-03-02T12:00:00.000Z",
    "2026-03-02 12:00:00.5+09:00": "2026-03-02T03:00:00.500Z",
    "2026-03-02T12:00:00+0900": "2026-03-02T03:00:00.000Z",
    "2026-03-02T12:00Z": "2026-03-02T12:00:00.000Z",
    "2016-12-31T23:59:60Z": "2017-01-01T00:00:00.000Z",
    "2017-01-01t08:59:60.25+09:00": "2017-01-01T00:00:00.000Z",
    "2026-03-02T12:00:00.123456789Z": "2026-03-02T12:00:00.123Z",
  };
  for (const [text, at] of Object.entries(forms)) assertEquals(instant.parse(text), new Date(at), text);
  assertEquals(instant.parse(new Date(0)), new Date(0));
});

Deno.test("instant refuses what is no time, or none that everybody reads alike", () => {
  const wrong = [
    ...["2026-03-02T12:00:00", "2026-03-02", "2026-02-30T12:00:00Z", "2026-02-30T23:59:60Z", "2026-03-02T12:00:61Z"],
    ...["2026-03-02T25:00:00Z", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59-01:00", "yesterday", ""],
  ];
  for (const text of wrong) {
    const parsed = instant.safeParse(text);
    assert(!parsed.success, text);
    assert(
      parsed.error.issues[0]!.message.startsWith("expected a time") || parsed.error.issues[0]!.code === "invalid_union",
      text,
    );
  }
});
