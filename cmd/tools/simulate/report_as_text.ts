import type { SimulationReport } from "./simulate_seeds.ts";

export function reportAsText(
  { seeds, turns, acknowledged, erasures, faults, failed, seconds }: SimulationReport,
): string {
  const kinds = Object.entries(faults).sort(([a], [b]) => a < b ? -1 : 1).map(([kind, count]) => `${kind} ${count}`);
  return [
    `${seeds} seeds, ${turns} turns, ${acknowledged} identifications, ${erasures} erasures in ${seconds.toFixed(1)} s`,
    `faults: ${kinds.join(", ") || "none"}`,
    ...failed.map(({ seed, violations }) => `seed ${seed}: ${violations.join("; ")}`),
    failed.length === 0 ? "everything held" : "look at one with --seed N, --shrink leaves the faults that it needs",
  ].join("\n");
}
