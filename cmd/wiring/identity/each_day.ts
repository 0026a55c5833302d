import { repeat } from "../../../adapters/system/repeat.ts";
import { dayOf } from "../../../domain/identity/retention.ts";
import { HOUR_MS } from "../../../domain/shared/durations.ts";

/** A round each day (UTC), until `signal` is aborted; one that fails, passed to `onError`, is tried again in an hour. */
export async function eachDay(
  round: (now: Date) => Promise<void>,
  signal: AbortSignal,
  onError: (error: unknown) => void,
): Promise<void> {
  let doneOn: string | null = null;
  const unlessDone = async () => {
    const now = new Date();
    if (dayOf(now) === doneOn) return;
    await round(now);
    doneOn = dayOf(now);
  };
  await repeat(unlessDone, HOUR_MS, signal, onError);
}
