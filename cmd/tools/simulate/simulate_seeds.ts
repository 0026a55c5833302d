import { type ContextName, simulate } from "../../../testing/simulation/contexts.ts";
import type { Simulated } from "../../../testing/simulation/scenario.ts";
import type { SimulateArguments } from "./arguments.ts";

type Counts = Readonly<Record<string, number>>;

export interface ContextReport {
  readonly seeds: number;
  readonly turns: number;
  readonly done: Counts;
  readonly faults: Counts;
}

export interface SimulationReport {
  readonly contexts: Readonly<Partial<Record<ContextName, ContextReport>>>;
  /** The first ones. */
  readonly failed: readonly {
    readonly context: ContextName;
    readonly seed: number;
    readonly violations: readonly string[];
  }[];
  readonly seconds: number;
}

export type SimulateTask =
  & Pick<SimulateArguments, "contexts" | "from" | "seeds" | "minutes" | "steps" | "without">
  & { readonly every: number };

const MOST_TOLD = 20;

/** Every `every`th seed from `from` on, until there were `seeds` or the time is over. */
export async function simulateSeeds(task: SimulateTask, now: () => number): Promise<SimulationReport> {
  const { contexts, from, seeds, every, minutes } = task;
  const began = now();
  let report: SimulationReport = { contexts: {}, failed: [], seconds: 0 };
  for (let nth = 0; nth < seeds && now() - began < minutes * 60_000; nth += every) {
    for (const context of contexts) {
      report = sumReports([report, reportOf(context, await simulate(context, from + nth, optionsOf(task)))]);
    }
  }
  return { ...report, seconds: (now() - began) / 1_000 };
}

export function optionsOf({ steps, without }: Pick<SimulateArguments, "steps" | "without">) {
  return { without, ...(steps === null ? {} : { steps }) };
}

/** Of what ran side by side. */
export function sumReports(reports: readonly SimulationReport[]): SimulationReport {
  const names = new Set(reports.flatMap(({ contexts }) => Object.keys(contexts) as ContextName[]));
  const contexts = [...names].map((name) => {
    const own = reports.flatMap(({ contexts }) => contexts[name] ?? []);
    const sum = {
      seeds: own.reduce((all, { seeds }) => all + seeds, 0),
      turns: own.reduce((all, { turns }) => all + turns, 0),
      done: sumCounts(own.map(({ done }) => done)),
      faults: sumCounts(own.map(({ faults }) => faults)),
    };
    return [name, sum] as const;
  });
  return {
    contexts: Object.fromEntries(contexts),
    failed: reports.flatMap(({ failed }) => failed).sort((a, b) => a.seed - b.seed).slice(0, MOST_TOLD),
    seconds: Math.max(0, ...reports.map(({ seconds }) => seconds)),
  };
}

function sumCounts(all: readonly Counts[]): Counts {
  const sum: Record<string, number> = {};
  for (const [what, count] of all.flatMap((counts) => Object.entries(counts))) sum[what] = (sum[what] ?? 0) + count;
  return sum;
}

function reportOf(context: ContextName, { seed, turns, tally, faults, violations }: Simulated): SimulationReport {
  const kinds = Object.entries(Object.groupBy(faults, ({ kind }) => kind)).map(([kind, all]) => [kind, all.length]);
  return {
    contexts: { [context]: { seeds: 1, turns, done: tally, faults: Object.fromEntries(kinds) } },
    failed: violations.length > 0 ? [{ context, seed, violations }] : [],
    seconds: 0,
  };
}
