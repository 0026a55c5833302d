import type { RelayCounts } from "../../application/sourcing/relay_across.ts";
import type { Command, Flags } from "../wiring/process/command_line.ts";
import { runProcess } from "../wiring/process/run_process.ts";

/** Runs under its name, such as `sourcing sync`. */
export type Step = (name: string) => Promise<never>;

export function step<F extends Flags>(
  command: Omit<Command<F>, "name">,
  work: Parameters<typeof runProcess<F>>[1],
): Step {
  return (name) => runProcess({ ...command, name }, work);
}

/** The counts of a relay in reports, with their names of before for one version. */
export function reportOf(counts: RelayCounts) {
  return { ...counts, carried: counts.relayed, parked: counts.deadLettered };
}
