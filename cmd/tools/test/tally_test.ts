import { assert, assertEquals, assertFalse, assertStringIncludes } from "@std/assert";
import { closingLine, overview, succeeded, type Tally } from "./tally.ts";

const lint: Tally = { title: "lint", passed: 0, failed: 0, seconds: 1 };
const fast: Tally = { title: "fast tests", passed: 12, failed: 0, seconds: 2 };
const broken: Tally = { title: "types", passed: 0, failed: 1, seconds: 3 };

Deno.test("closingLine adds the parts up", () => {
  assertEquals(closingLine([lint, fast, broken]), "12 passed, 1 failed");
});

Deno.test("succeeded holds when something ran and nothing failed", () => {
  assert(succeeded([lint, fast]));
});

Deno.test("succeeded does not hold when a check failed, or no test ran", () => {
  assertFalse(succeeded([fast, broken]));
  assertFalse(succeeded([lint]));
  assertFalse(succeeded([]));
});

Deno.test("overview has a line for each part", () => {
  const lines = overview([lint, fast, broken]).split("\n");
  assertEquals(lines.length, 3);
  assertStringIncludes(lines[1]!, "12 passed, 0 failed");
  assertStringIncludes(lines[2]!, "FAILED");
});

Deno.test("overview adds up the parts of one title", () => {
  const more: Tally = { title: "fast tests", passed: 3, failed: 1, seconds: 0.5 };
  const lines = overview([fast, lint, more]).split("\n");
  assertEquals(lines.length, 2);
  assertStringIncludes(lines[0]!, "2.5 s  15 passed, 1 failed");
});
