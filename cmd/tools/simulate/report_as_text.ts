import type { SimulationReport } from "./simulate_seeds.ts";

export function reportAsText({ contexts, failed, seconds }: SimulationReport): string {
  return [
    ...Object.entries(contexts).flatMap(([name, { seeds, turns, done, faults }]) => [
      `${name}: ${[`${seeds} seeds`, `${turns} turns`, ...told(done)].join(", ")}`,
      `  faults: ${told(faults).join(", ") || "none"}`,
    ]),
    ...failed.map(({ context, seed, violations }) => `${context}, seed ${seed}: ${violations.join("; ")}`),
    failed.length === 0
      ? `everything held, in ${seconds.toFixed(1)} s`
      : "look at one with --context and --seed, --shrink leaves the faults that it needs",
  ].join("\n");
}

function told(counts: Readonly<Record<string, number>>): string[] {
  return Object.entries(counts).sort(([a], [b]) => a < b ? -1 : 1).map(([what, count]) => `${count} ${what}`);
}
