import { assertEquals } from "@std/assert";
import { Findings } from "./findings.ts";
import { makeReport, reportAsText } from "./report.ts";

function scenario(label: string, status: number, ...results: readonly [string, "success" | "failure"][]) {
  const checks = results.map(([name, outcome]) => ({
    name,
    status: outcome,
    ...(outcome === "failure" ? { failure_info: { failure: { title: "Wrong", message: `${name} is wrong` } } } : {}),
  }));
  const request = { method: "GET", uri: "http://127.0.0.1:1/v1/users/a" };
  return {
    ScenarioFinished: {
      recorder: {
        label,
        cases: {
          a: { value: { method: "GET", path: "/v1/users/{id}" } },
          b: { value: { method: "GET", path: "/planned" } },
        },
        checks: { a: checks },
        interactions: { a: { request, response: { status_code: status } } },
      },
    },
  };
}

const RUN = { arguments: { cases: 1, seed: 1 }, untried: [], serverErrors: [], seconds: 1.2 };

function reportOf(findings: Findings) {
  const { cases, checks, operations, failures, errors } = findings;
  return makeReport({ ...RUN, cases, checks, operations, failures, errors });
}

Deno.test("Findings counts cases, answers and checks by operation, chains by the operation of each call", () => {
  const findings = new Findings();
  findings.take({ EngineStarted: {} });
  findings.take(scenario("GET /v1/users/{id}", 200, ["not_a_server_error", "success"]));
  findings.take(scenario("Stateful tests", 404, ["not_a_server_error", "success"], ["use_after_free", "success"]));
  assertEquals(findings.operations, [
    { operation: "GET /v1/users/{id}", cases: 2, failedCases: 0, statuses: { 200: 1, 404: 1 } },
  ]);
  assertEquals([findings.cases, findings.checks, findings.failures], [2, 3, []]);
  assertEquals(reportOf(findings).ok, true);
});

Deno.test("Findings keeps each kind of failure once, with its first call, and what could not be tried", () => {
  const findings = new Findings();
  for (let n = 0; n < 3; n++) findings.take(scenario("GET /v1/users/{id}", 500, ["not_a_server_error", "failure"]));
  findings.take({ NonFatalError: { label: "POST /v1/users", value: { message: "no value fits" } } });
  assertEquals(findings.failures, [{
    operation: "GET /v1/users/{id}",
    check: "not_a_server_error",
    message: "not_a_server_error is wrong",
    status: 500,
    call: "GET http://127.0.0.1:1/v1/users/a",
    times: 3,
  }]);
  assertEquals(findings.errors, ["POST /v1/users: no value fits"]);
  const report = reportOf(findings);
  assertEquals(report.ok, false);
  assertEquals(reportAsText(report).includes("WRONG: 2 findings"), true);
});
