import { sleep } from "./sleep.ts";

/**
 * Runs `work` repeatedly, with `pauseMs` between runs, until `signal` is aborted; resolves when the last run has ended.
 * Passes a run's error to `onError` and continues after the pause, so that a background loop survives an outage.
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
