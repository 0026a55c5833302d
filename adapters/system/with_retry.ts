import { DataRefused } from "../../application/shared/fault.ts";
import { retry } from "./retry.ts";

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/** Growing pauses with jitter. Throws `DataRefused` at once. An abort ends the pauses, never a running attempt. */
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
