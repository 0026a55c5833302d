import { testEngines } from "../../../testing/engines/installation.ts";
import { requiredTool } from "../../../testing/engines/required_address.ts";
import { assert, assertEquals } from "@std/assert";
import { reportAsText } from "./report.ts";
import { runFuzz } from "./run_fuzz.ts";

const CASES = 400;

Deno.test("every answer of the API is as its OpenAPI document says, to calls that fit it and to calls that do not", async () => {
  const program = requiredTool("TEST_SCHEMATHESIS");
  const report = await runFuzz(
    { cases: CASES, seed: 7 },
    { engines: testEngines(), program, signal: new AbortController().signal },
  );
  assert(report.ok, reportAsText(report));
  assert(report.cases >= CASES, `${report.cases} cases`);
  assertEquals(report.untried, []);
});
