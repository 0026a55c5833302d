import { createProgress } from "../../adapters/system/progress.ts";
import { repeat } from "../../adapters/system/repeat.ts";
import { reasonOf } from "../../application/shared/fault.ts";
import type { Process } from "../wiring/process/run_process.ts";
import { WrongSettings } from "../wiring/config/settings.ts";

interface Rounds<T> {
  readonly once: boolean;
  readonly json: boolean;
  readonly unit: string;
  readonly stage: string;
  readonly pauseMs: number;
  readonly open: () => Promise<(onProgress?: (done: number, stage?: string) => void) => Promise<T>>;
  readonly textOf: (report: T) => string;
  readonly isFinished: (report: T) => boolean;
}

export async function runRounds<T>(process: Process, rounds: Rounds<T>): Promise<number> {
  const { once, json, unit, stage, pauseMs, open, textOf, isFinished } = rounds;
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
