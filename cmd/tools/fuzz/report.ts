import { count, table } from "../../wiring/process/table.ts";
import type { FuzzArguments } from "./arguments.ts";
import { BEYOND_THE_SCHEMA } from "./beyond_the_schema.ts";
import type { Failure, OperationFigures } from "./findings.ts";

export interface FuzzReport {
  readonly ok: boolean;
  readonly arguments: FuzzArguments;
  readonly cases: number;
  readonly checks: number;
  readonly operations: readonly OperationFigures[];
  readonly failures: readonly Failure[];
  readonly untried: readonly string[];
  readonly errors: readonly string[];
  readonly serverErrors: readonly string[];
  readonly beyondTheSchema: Readonly<Record<string, string>>;
  readonly seconds: number;
}

export function makeReport(
  run: Omit<FuzzReport, "ok" | "beyondTheSchema">,
): FuzzReport {
  const wrong = [run.failures, run.untried, run.errors, run.serverErrors];
  return { ok: wrong.every(({ length }) => length === 0), ...run, beyondTheSchema: BEYOND_THE_SCHEMA };
}

export function reportAsText({ ok, operations, failures, untried, errors, serverErrors, ...run }: FuzzReport): string {
  const answers = (statuses: OperationFigures["statuses"], from: number) =>
    count(
      Object.entries(statuses).filter(([status]) => Math.floor(Number(status) / 100) === from)
        .reduce((sum, [, number]) => sum + number, 0),
    );
  const rows = operations.map(({ operation, cases, failedCases, statuses }) => [
    operation,
    count(cases),
    ...[2, 3, 4, 5].map((from) => answers(statuses, from)),
    count(failedCases),
  ]);
  const columns = ["CASES", "2XX", "3XX", "4XX", "5XX", "FAILED"].map((title) => ({ title, right: true }));
  const lines = [
    ...failures.map(({ check, operation, status, message, call, times }) =>
      `${check}: ${operation} answered ${status}, ${count(times)} times\n  ${
        message.replaceAll("\n", "\n  ")
      }\n  ${call}`
    ),
    ...untried.map((operation) => `no call was made to ${operation}`),
    ...errors,
    ...serverErrors.map((line) => `the server logged ${line}`),
  ];
  const figures = `${count(run.cases)} cases in ${Math.round(run.seconds)} s, ${count(run.checks)} checks of their ` +
    `answers, ${count(operations.length)} operations, seed ${run.arguments.seed}`;
  return [
    table([{ title: "OPERATION" }, ...columns], rows),
    "",
    figures,
    ...(ok ? ["Every answer is as the document says."] : [`WRONG: ${count(lines.length)} findings`, "", ...lines]),
  ].join("\n");
}
