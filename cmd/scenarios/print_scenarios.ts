import type { ScenarioView } from "../../application/commerce/simulation/run_scenarios.ts";
import type { MeasuredTarget } from "../../domain/commerce/simulation/history/realism.ts";
import { table } from "../wiring/process/table.ts";
import type { Measured } from "./read_scenarios.ts";

export function listAsText(scenarios: readonly ScenarioView[]): string {
  return scenarios.map((scenario) => {
    const { name, title, koreanTitle, summary, schedule, changes, effects } = scenario;
    return [
      `${name}: ${title} (${koreanTitle})`,
      `  ${summary}`,
      `  when     ${schedule}${nextAsText(scenario)}`,
      `  changes  ${changes.join("; ")}`,
      `  effect   ${
        effects.map(({ metric, factor, tolerance }) => `${metric} ×${factor}${plusMinus(tolerance)}`).join("; ")
      }`,
    ].join("\n");
  }).join("\n\n") + "\n\nStart one with: deno task producer --scenario NAME, or PUT /v1/scenarios/NAME/run";
}

function nextAsText({ holdsNow, next }: ScenarioView): string {
  if (next === null) return "";
  if (holdsNow) return `; now, until ${inSeoul(next.until)}`;
  return `; next from ${inSeoul(next.from)} until ${inSeoul(next.until)}`;
}

function inSeoul(at: Date): string {
  return at.toLocaleString("sv-SE", { timeZone: "Asia/Seoul" }).slice(0, 16);
}

export function measuredAsText(measured: readonly Measured[]): string {
  const columns = [
    { title: "SCENARIO" },
    { title: "DECLARED", right: true },
    { title: "MEASURED", right: true },
    { title: "" },
    { title: "OF" },
  ];
  return table(
    columns,
    measured.map(({ name, metric, factor, tolerance, measured, holds }) => [
      name,
      `×${factor}${plusMinus(tolerance)}`,
      `×${measured.toFixed(2)}`,
      holds ? "ok" : "OFF",
      metric,
    ]),
  );
}

export function realismAsText(measured: readonly MeasuredTarget[]): string {
  const columns = [
    { title: "OF A YEAR'S SHOP" },
    { title: "TARGET", right: true },
    { title: "MEASURED", right: true },
    { title: "" },
    { title: "SOURCE" },
  ];
  const rows = measured.map(({ figure, from, to, measured, holds, source }) => [
    figure,
    to === Infinity ? `from ${from}` : `${from} to ${to}`,
    measured.toFixed(1),
    holds ? "ok" : "OFF",
    source,
  ]);
  return table(columns, rows);
}

function plusMinus(tolerance: number): string {
  return tolerance === 0 ? "" : ` ± ${Math.round(tolerance * 100)} %`;
}
