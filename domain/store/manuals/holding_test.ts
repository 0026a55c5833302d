import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { validUntil, versionOn } from "./holding.ts";

Deno.test("versionOn returns the version that began last, among equals the newest, on every day", () => {
  const day = fc.integer({ min: 1, max: 28 }).map((day) => `2026-02-${String(day).padStart(2, "0")}`);
  fc.assert(fc.property(fc.array(day, { maxLength: 8 }), day, (days, on) => {
    const versions = days.map((validFrom, index) => ({ version: index + 1, validFrom }));
    const begun = versions.filter(({ validFrom }) => validFrom <= on);
    const last = begun.toSorted((a, b) =>
      a.validFrom < b.validFrom ? -1 : a.validFrom > b.validFrom ? 1 : a.version - b.version
    ).at(-1);
    assertEquals(versionOn(versions, on), last);
  }));
});

Deno.test("validUntil leaves no gap between versions, and no day for a version that was never valid", () => {
  const versions = [
    { version: 1, validFrom: "2026-03-01" },
    { version: 2, validFrom: "2026-06-01" },
    { version: 3, validFrom: "2026-03-01" },
  ];
  assertEquals([...validUntil(versions)].map(([{ version }, until]) => [version, until]), [
    [1, "2026-03-01"],
    [3, "2026-06-01"],
    [2, null],
  ]);
});
