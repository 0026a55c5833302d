import { startOfDay } from "../../../domain/commerce/seoul_time.ts";
import type { HistoryRun, HistoryStore } from "../ports/history.ts";

export interface HistoryEndDeps {
  readonly store: HistoryStore;
  readonly clock: () => Date;
  /** Retries all but `DataRefused`. */
  readonly withRetry: <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>;
}

type Begun = Pick<HistoryRun, "plan" | "until" | "nextDay">;

/** Without a given end: the shop's first other order, or the present. */
export class HistoryEnd {
  readonly #deps: HistoryEndDeps;
  readonly #run: Begun;
  readonly #signal: AbortSignal;
  #other: Date | null | undefined;

  constructor(deps: HistoryEndDeps, run: Begun, signal: AbortSignal) {
    this.#deps = deps;
    this.#run = run;
    this.#signal = signal;
  }

  /** Whether the day may be the last, so that the end depends on the current time. */
  isNear(dayNumber: number): boolean {
    return this.#run.until === null && startOfDay(dayNumber + 1) > this.#deps.clock();
  }

  async on(dayNumber: number): Promise<Date> {
    const { until, nextDay, plan } = this.#run;
    if (until !== null) return until;
    const { store, withRetry, clock } = this.#deps;
    if (this.#other === undefined || this.isNear(dayNumber)) {
      const from = startOfDay(Math.max(dayNumber, nextDay));
      this.#other = await withRetry(() => store.firstOtherOrder(plan.seed, from), this.#signal);
    }
    const now = clock();
    return this.#other && this.#other < now ? this.#other : now;
  }
}
