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
export async function simulateSeeds(task: SimulateTask, now: () => number): Promise<SimulationReport> {
  const { from, seeds, every, minutes } = task;
  const began = now();
  const reports: SimulationReport[] = [];
  for (let nth = 0; nth < seeds && now() - began < minutes * 60_000; nth += every) {
    reports.push(reportOf(await simulateIdentity(from + nth, optionsOf(task))));
  }
  return { ...sumReports(reports), seconds: (now() - began) / 1_000 };
}

export function optionsOf({ steps, without }: Pick<SimulateArguments, "steps" | "without">) {
  return { steps, without: new Set(without === null ? [] : [without]) };
}

/** Of what ran side by side. */
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
    seconds: Math.max(0, ...reports.map(({ seconds }) => seconds)),
  };
}

function reportOf({ seed, turns, acknowledged, erasures, faults, violations }: Simulated): SimulationReport {
  const kinds = Object.entries(Object.groupBy(faults, ({ kind }) => kind));
  return {
    ...{ seeds: 1, turns, acknowledged, erasures, seconds: 0 },
    faults: Object.fromEntries(kinds.map(([kind, all]) => [kind, all.length])),
    failed: violations.length > 0 ? [{ seed, violations }] : [],
  };
}
