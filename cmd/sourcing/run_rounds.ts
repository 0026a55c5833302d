import { createProgress } from "../../adapters/system/progress.ts";
import { repeat } from "../../adapters/system/repeat.ts";
import { reasonOf } from "../../application/shared/fault.ts";
import type { Process } from "../wiring/process/run_process.ts";
import { WrongSettings } from "../wiring/config/settings.ts";
import type { STEP_COMMANDS } from "./arguments.ts";
import { type Step, step } from "./step.ts";

interface Rounds<T> {
  readonly unit: string;
  readonly stage: string;
  readonly pauseMs: number;
  readonly open: () => Promise<(onProgress?: (done: number, stage?: string) => void) => Promise<T>>;
  readonly textOf: (report: T) => string;
  readonly isFinished: (report: T) => boolean;
}

type RoundStep = typeof STEP_COMMANDS["make-products" | "place-orders"];
type AccountRoundStep = typeof STEP_COMMANDS["publish" | "pull-orders" | "pull-products"];

export function roundStep<T>(command: RoundStep, roundsOf: (process: Process) => Rounds<T>): Step {
  return step(command, (process, { values }) => runRounds(process, values, roundsOf(process)));
}

export function accountRoundStep<T>(
  command: AccountRoundStep,
  roundsOf: (process: Process, account: string | undefined) => Rounds<T>,
): Step {
  return step(command, (process, { values }) => runRounds(process, values, roundsOf(process, values.account)));
}

async function runRounds<T>(
  process: Process,
  { once = false, json = false }: { readonly once?: boolean | undefined; readonly json?: boolean | undefined },
  { unit, stage, pauseMs, open, textOf, isFinished }: Rounds<T>,
): Promise<number> {
  if (json && !once) throw new WrongSettings(["--json goes with --once: a report of a single run"]);
  const round = await open();
  if (!once) {
    const onError = (error: unknown) => process.log.warn({ reason: reasonOf(error) }, `cannot ${stage} yet`);
    await repeat(() => round(), pauseMs, process.signal, onError);
    return 0;
  }
  const progress = createProgress({ unit });
  const report = await round((done, now = stage) => progress.show(now, done, null));
  progress.end();
  console.log(json ? JSON.stringify(report) : textOf(report));
  return isFinished(report) ? 0 : 1;
}
