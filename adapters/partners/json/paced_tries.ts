import { Outage } from "../../../application/shared/fault.ts";
import { pauseAfter } from "./retry_rules.ts";

/** How calls of one account are spread over time. */
export interface PaceOptions {
  readonly requestsPerMinute: number;
  /** Tries of one call before it is given up for now. */
  readonly tries?: number;
  /** Waits; resolves early when the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  readonly random: () => number;
}

/** What came of one try: an answer, or what failed and the pause that the other side asks for. */
export type Tried<T> = { readonly answer: T } | { readonly again: unknown; readonly afterMs: number | null };

const TRIES = 6;

/** Tries a call until it has an answer, never faster than an account may be asked, whoever calls. */
export class PacedTries {
  readonly #options: PaceOptions;
  #nextAt = 0;

  constructor(options: PaceOptions) {
    this.#options = options;
  }

  /** Throws `Outage` naming `service` after the last try, and the signal's reason when it is aborted. */
  async run<T>(service: string, signal: AbortSignal, tryOnce: (attempt: number) => Promise<Tried<T>>): Promise<T> {
    const { tries = TRIES, sleep, random } = this.#options;
    for (let attempt = 1;; attempt++) {
      await this.#takeTurn(signal);
      const tried = await tryOnce(attempt);
      if ("answer" in tried) return tried.answer;
      if (attempt >= tries) throw new Outage(service, tried.again);
      await sleep(tried.afterMs ?? pauseAfter(attempt, random()), signal);
      signal.throwIfAborted();
    }
  }

  /** Each call takes the next free moment. */
  async #takeTurn(signal: AbortSignal): Promise<void> {
    const { now, sleep, requestsPerMinute } = this.#options;
    const at = Math.max(now(), this.#nextAt);
    this.#nextAt = at + 60_000 / requestsPerMinute;
    if (at > now()) await sleep(at - now(), signal);
    signal.throwIfAborted();
  }
}
