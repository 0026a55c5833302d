import { DataRefused } from "../../application/shared/fault.ts";
import { retry } from "./retry.ts";

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Gives a function that runs work until it succeeds, with growing pauses and jitter so that nine consumers do not come
 * back to a restarted database in step.
 *
 * Data that was refused is not retried: that is the caller's to decide. An abort ends the waiting, never an attempt that
 * is under way, and an attempt that succeeded counts even when the abort came meanwhile.
 */
export function withRetry(onFailure: (error: Error, attempt: number) => void) {
  return <T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> =>
    retry(work, {
      retries: Infinity,
      minTimeout: FIRST_PAUSE_MS,
      maxTimeout: LONGEST_PAUSE_MS,
      randomize: true,
      signal,
      shouldRetry: ({ error }) => !(error instanceof DataRefused),
      onFailedAttempt: ({ error, attemptNumber }) => {
        if (!(error instanceof DataRefused)) onFailure(error, attemptNumber);
      },
    });
}
