import type { Engines } from "../../../testing/engines/installation.ts";
import type { FuzzArguments } from "./arguments.ts";
import { startFuzzedApi } from "./fuzzed_api.ts";
import { type FuzzReport, makeReport } from "./report.ts";
import { runSchemathesis } from "./run_schemathesis.ts";

interface FuzzDeps {
  readonly engines: Required<Engines>;
  /** The path of schemathesis. */
  readonly program: string;
  readonly signal: AbortSignal;
}

/** One whole run, on an installation of its own that is dropped at the end. */
export async function runFuzz(args: FuzzArguments, { engines, program, signal }: FuzzDeps): Promise<FuzzReport> {
  await using api = await startFuzzedApi(engines);
  const operations = await operationsOf(api.base);
  const began = performance.now();
  const findings = await runSchemathesis({
    ...args,
    program,
    base: api.base,
    key: api.key,
    operations: operations.length,
    signal,
  });
  const missing = args.cases - findings.cases;
  const tried = new Set(findings.operations.map(({ operation }) => operation));
  return makeReport({
    arguments: args,
    cases: findings.cases,
    checks: findings.checks,
    operations: findings.operations,
    failures: findings.failures,
    untried: operations.filter((operation) => !tried.has(operation)),
    errors: [
      ...findings.errors,
      ...(api.process.isRunning ? [] : ["the API ended by itself"]),
      ...(missing > 0 ? [`${missing} cases fewer were made than asked for`] : []),
    ],
    serverErrors: api.errors,
    seconds: (performance.now() - began) / 1_000,
  });
}

/** "GET /v1/users/{id}" of everything that the document describes. */
async function operationsOf(base: string): Promise<string[]> {
  const document = await (await fetch(`${base}/openapi.json`)).json();
  return Object.entries<object>(document.paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`)
  );
}
