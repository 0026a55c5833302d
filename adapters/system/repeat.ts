import { sleep } from "./sleep.ts";

/** Until `signal` is aborted; resolves when the last run has ended. Continues after an error, passed to `onError`. */
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
