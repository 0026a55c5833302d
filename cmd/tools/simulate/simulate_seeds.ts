import { type Simulated, simulateIdentity } from "../../../testing/simulation/identity/simulate_identity.ts";
import type { SimulateArguments } from "./arguments.ts";

export interface SimulationReport {
  readonly seeds: number;
  readonly turns: number;
  readonly acknowledged: number;
  readonly erasures: number;
  readonly faults: Readonly<Record<string, number>>;
  /** The first ones. */
  readonly failed: readonly { readonly seed: number; readonly violations: readonly string[] }[];
  readonly seconds: number;
}

export type SimulateTask = Omit<SimulateArguments, "isStory"> & { readonly every: number };

const MOST_TOLD = 20;

/** Every `every`th seed from `from` on, until there were `seeds` or the time is over. */
export async function simulateSeeds(
  { from, seeds, every, minutes, steps, without }: SimulateTask,
  { now, signal }: { readonly now: () => number; readonly signal: AbortSignal },
): Promise<SimulationReport> {
  const began = now();
  const faults: Record<string, number> = {};
  const failed: { seed: number; violations: readonly string[] }[] = [];
  let [run, turns, acknowledged, erasures] = [0, 0, 0, 0];
  for (let nth = 0; nth < seeds && now() - began < minutes * 60_000 && !signal.aborted; nth += every) {
    const simulated: Simulated = await simulateIdentity(from + nth, {
      steps,
      without: new Set(without === null ? [] : [without]),
    });
    run++;
    turns += simulated.turns;
    acknowledged += simulated.acknowledged;
    erasures += simulated.erasures;
    for (const { kind } of simulated.faults) faults[kind] = (faults[kind] ?? 0) + 1;
    const { seed, violations } = simulated;
    if (violations.length > 0) failed.push({ seed, violations });
  }
  return {
    seeds: run,
    turns,
    acknowledged,
    erasures,
    faults,
    failed: failed.slice(0, MOST_TOLD),
    seconds: (now() - began) / 1_000,
  };
}

/** Of workers that ran side by side. */
export function sumReports(reports: readonly SimulationReport[]): SimulationReport {
  const of = (key: "seeds" | "turns" | "acknowledged" | "erasures") =>
    reports.reduce((sum, report) => sum + report[key], 0);
  const faults: Record<string, number> = {};
  for (const [kind, count] of reports.flatMap((report) => Object.entries(report.faults))) {
    faults[kind] = (faults[kind] ?? 0) + count;
  }
  return {
    seeds: of("seeds"),
    turns: of("turns"),
    acknowledged: of("acknowledged"),
    erasures: of("erasures"),
    faults,
    failed: reports.flatMap(({ failed }) => failed).sort((a, b) => a.seed - b.seed).slice(0, MOST_TOLD),
    seconds: Math.max(...reports.map(({ seconds }) => seconds)),
  };
}
