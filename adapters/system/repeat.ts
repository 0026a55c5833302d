import { sleep } from "./sleep.ts";

/**
 * Runs `work` again and again, `pauseMs` after each end, until `signal` is aborted; resolves when the last run has ended.
 *
 * A run that throws is told to `onError` and tried again after the pause: a loop in the background survives an outage.
 */
export async function repeat(
  work: () => Promise<unknown>,
  pauseMs: number,
  signal: AbortSignal,
  onError: (error: unknown) => void,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await work();
    } catch (error) {
      if (!signal.aborted) onError(error);
    }
    await sleep(pauseMs, signal);
  }
}
