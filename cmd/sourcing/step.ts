import type { ParseArgsOptionsConfig } from "node:util";
import type { RelayCounts } from "../../application/sourcing/relay_across.ts";
import { type Command, runProcess } from "../wiring/process/run_process.ts";

export interface Step {
  readonly about: string;
  readonly run: (name: string) => Promise<never>;
}

export function step<F extends ParseArgsOptionsConfig>(
  about: string,
  command: Omit<Command<F>, "name">,
  work: Parameters<typeof runProcess<F>>[1],
): Step {
  return { about, run: (name) => runProcess({ ...command, name }, work) };
}

/** The counts of a relay in reports, with their names of before for one version. */
export function reportOf(counts: RelayCounts) {
  return { ...counts, carried: counts.relayed, parked: counts.deadLettered };
}
