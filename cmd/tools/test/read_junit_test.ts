import { assertEquals } from "@std/assert";
import { type JunitCounts, readJunit } from "./read_junit.ts";

function counted(...suites: string[]): JunitCounts {
  return readJunit(`<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.join("")}</testsuites>\n`);
}

function suite(name: string, ...cases: string[]): string {
  return `<testsuite name="${name}" tests="9" errors="0" failures="9">\n${cases.join("\n")}\n</testsuite>\n`;
}

function testcase(name: string, inner = ""): string {
  return `<testcase name="${name}" classname="./a_test.ts" time="0.0" line="1" col="6">\n${inner}\n</testcase>`;
}

Deno.test("readJunit counts passed and failed tests, and skipped ones not at all", () => {
  const report = suite(
    "./a_test.ts",
    testcase("passes"),
    testcase("fails", '<failure message="Uncaught Error: x">Error: x</failure>'),
    testcase("was cut short", '<error message="Cancelled"/>'),
    testcase("is skipped", "<skipped/>"),
  );
  assertEquals(counted(report), { passed: 1, failed: 2, files: ["a_test.ts"] });
});

Deno.test("readJunit counts a test with steps by its steps", () => {
  const failedBySteps = '<failure message="1 test step failed">1 test step failed.</failure>';
  const report = suite(
    "./a_test.ts",
    testcase("outer", failedBySteps),
    testcase("outer &gt; inner"),
    testcase("outer &gt; inner &gt; deep"),
    testcase("outer &gt; bad", '<failure message="Uncaught Error: x">Error: x</failure>'),
  );
  assertEquals(counted(report), { passed: 1, failed: 1, files: ["a_test.ts"] });
});

Deno.test("readJunit counts a test that fails besides its steps", () => {
  const report = suite(
    "./a_test.ts",
    testcase("outer", '<failure message="Uncaught Error: x">Error: x</failure>'),
    testcase("outer &gt; inner"),
  );
  assertEquals(counted(report), { passed: 1, failed: 1, files: ["a_test.ts"] });
});

Deno.test("readJunit is not misled by names and messages that look like tags", () => {
  const report = suite(
    "./a_test.ts",
    testcase("&lt;failure&gt; in a name"),
    testcase("x", '<failure message="&lt;/testcase&gt;">&lt;skipped/&gt; &lt;/testsuite&gt;</failure>'),
  );
  assertEquals(counted(report, suite("./b_test.ts", testcase("y"))), {
    passed: 2,
    failed: 1,
    files: ["a_test.ts", "b_test.ts"],
  });
});

Deno.test("readJunit finds nothing in a report that was never written", () => {
  assertEquals(readJunit(""), { passed: 0, failed: 0, files: [] });
});

Deno.test("readJunit reads as many escaped characters as a report has", () => {
  const message = "&lt;".repeat(200_000);
  const report = suite("./a_test.ts", testcase("x", `<failure message="Error: ${message}">${message}</failure>`));
  assertEquals(counted(report), { passed: 0, failed: 1, files: ["a_test.ts"] });
});
