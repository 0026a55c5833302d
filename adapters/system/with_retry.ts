import { DataRefused } from "../../application/shared/fault.ts";
import { retry } from "./retry.ts";

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Returns a function that runs work until it succeeds, with growing pauses and jitter, so that consumers do not
 * reconnect to a restarted database in step.
 *
 * Throws `DataRefused` at once. An abort ends the pauses, never a running attempt: its success counts.
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
