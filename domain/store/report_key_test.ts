import { assert, assertEquals, assertFalse, assertThrows } from "@std/assert";
import fc from "fast-check";
import { formatReportKey, keysOfDay, makeReportKey, parseReportKey, patternOfStore } from "./report_key.ts";
import type { StoreId } from "../shared/store_id.ts";

function keyOf(storeId: string, day = "2025-01-09", category = "sales") {
  const made = makeReportKey(storeId, day, category);
  if (!made.ok) throw new Error(made.refusal.message);
  return made.value;
}

Deno.test("formatReportKey writes the four parts in the agreed order", () => {
  assertEquals(formatReportKey(keyOf("1")), "report:1:2025-01-09:sales");
});

Deno.test("parseReportKey returns every key that can be made", () => {
  const storeId = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,49}$/);
  const day = fc.date({ min: new Date("1970-01-01"), max: new Date("2999-12-31"), noInvalidDate: true })
    .map((at) => at.toISOString().slice(0, 10));
  const category = fc.constantFrom("sales", "menu", "hours", "summary");
  fc.assert(fc.property(storeId, day, category, (...parts) => {
    const key = keyOf(...parts);
    assertEquals(parseReportKey(formatReportKey(key)), { ok: true, value: key });
  }));
});

Deno.test("makeReportKey refuses parts that could match another key", () => {
  const texts = [
    "",
    "*",
    "1:2",
    "1:*",
    "{1}",
    "1}",
    "[12]",
    "1?",
    "1\\*",
    "1 2",
    "1\n2",
    "-1",
    ".1",
    "가게",
    "a".repeat(51),
  ];
  for (const storeId of texts) assertFalse(makeReportKey(storeId, "2025-01-09", "sales").ok, storeId);
  for (const day of ["", "2025-1-9", "2025-02-30", "*", "2025-01-09T00:00:00Z", "today"]) {
    assertFalse(makeReportKey("1", day, "sales").ok, day);
  }
  for (const category of ["", "Sales", "sales:1", "*", "constructor"]) {
    assertFalse(makeReportKey("1", "2025-01-09", category).ok, category);
  }
});

Deno.test("parseReportKey refuses every text that formatReportKey does not return", () => {
  fc.assert(fc.property(fc.string(), (text) => assertFalse(parseReportKey(text).ok)));
  for (
    const text of [
      "report:1:2025-01-09",
      "report:1:2025-01-09:sales:",
      "report:1:2:2025-01-09:sales",
      "orders:1:2025-01-09:sales",
      " report:1:2025-01-09:sales",
    ]
  ) {
    const parsed = parseReportKey(text);
    assertFalse(parsed.ok, text);
  }
});

Deno.test("patternOfStore matches the store's keys and no key of a store whose id has the same prefix", () => {
  /** The part of the pattern language that is used: `*` for any characters. */
  const fits = (pattern: string, text: string) => text.startsWith(pattern.slice(0, -1));
  const pattern = patternOfStore(keyOf("1").storeId);
  assertEquals(pattern, "report:1:*");
  for (const key of keysOfDay(keyOf("1").storeId, keyOf("1").day)) assert(fits(pattern, formatReportKey(key)));
  for (const other of ["10", "1.1", "1-1", "11"]) assertFalse(fits(pattern, formatReportKey(keyOf(other))));
  assertThrows(() => patternOfStore("*" as StoreId));
});
