import { retry } from "../system/retry.ts";
import { retryAfterMs } from "../system/retry_after.ts";
import { sleep } from "../system/sleep.ts";
import { Outage } from "../../application/shared/fault.ts";

import PQueue from "p-queue";

export interface PaceOptions {
  readonly requestsPerMinute: number;
  /** Of one call. */
  readonly tries?: number;
  /** Doubled with each try, with jitter of up to as much again. */
  readonly firstPauseMs?: number;
}

/** `afterMs`: the pause that the partner asks for. */
export type Tried<T> = { readonly answer: T } | { readonly again: unknown; readonly afterMs: number | null };

const TRIES = 6;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 60_000;

class TryAgain extends Outage {
  constructor(service: string, cause: unknown, readonly afterMs: number | null) {
    super(service, cause);
  }
}

/** All calls together keep the account's pace. */
export class PacedTries {
  readonly #options: PaceOptions;
  readonly #turns: PQueue;

  constructor(options: PaceOptions) {
    this.#options = options;
    this.#turns = new PQueue({ intervalCap: 1, interval: 60_000 / options.requestsPerMinute, strict: true });
  }

  /** Throws `Outage` naming `service` after the last try, and the signal's reason. */
  run<T>(service: string, signal: AbortSignal, tryOnce: (attempt: number) => Promise<Tried<T>>): Promise<T> {
    const { tries = TRIES, firstPauseMs = FIRST_PAUSE_MS } = this.#options;
    return retry(async (attempt) => {
      await this.#turns.add(() => {}, { signal });
      const tried = await tryOnce(attempt);
      if ("answer" in tried) return tried.answer;
      throw new TryAgain(service, tried.again, tried.afterMs);
    }, {
      retries: tries - 1,
      minTimeout: firstPauseMs,
      maxTimeout: LONGEST_PAUSE_MS,
      randomize: true,
      signal,
      shouldRetry: async ({ error, retryDelay }) => {
        if (!(error instanceof TryAgain)) return false;
        // Less the pause that follows.
        await sleep(Math.max(0, Math.min(error.afterMs ?? 0, LONGEST_PAUSE_MS) - retryDelay), signal);
        return true;
      },
    });
  }
}

export function isTemporary(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500;
}

/** To be tried again after as long as the answer asks for. */
export function askedToRetry(
  { status, headers }: Response,
  error: unknown = new Error(`HTTP ${status}`),
): Extract<Tried<never>, { readonly again: unknown }> {
  return { again: error, afterMs: retryAfterMs(headers.get("retry-after")) };
}
