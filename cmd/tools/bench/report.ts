import { count, table } from "../../wiring/process/table.ts";
import type { BenchResult } from "./bench.ts";

export function resultAsText({ bench, setup, measurements, ratios, claims = [] }: BenchResult): string {
  const columns = [
    { title: "MEASURED" },
    { title: "MEDIAN", right: true },
    { title: "RANGE", right: true },
    { title: "UNIT" },
  ];
  const rows = measurements.map(({ name, median, lowest, highest, unit }) => [
    name,
    count(median),
    `${count(lowest)} to ${count(highest)}`,
    unit,
  ]);
  const settings = Object.entries(setup).map(([name, value]) =>
    `${name} ${typeof value === "number" ? count(value) : value}`
  );
  return [
    `${bench}: ${settings.join(", ")}`,
    table(columns, rows),
    ...Object.entries(ratios).map(([name, ratio]) => `${name}: ${ratio.toFixed(2)}`),
    ...claims.map(({ claim, measured, verdict }) => `"${claim}" ${verdict}: ${measured}`),
  ].join("\n");
}
