import { startOfDay } from "../../../domain/commerce/simulation/history/plan.ts";
import type { HistoryRun, HistoryStore } from "../ports/history_store.ts";

export interface HistoryEndDeps {
  readonly store: HistoryStore;
  readonly clock: () => Date;
  /** Runs `work` until it gives a result, with pauses, as long as it throws anything but `DataRefused`. */
  readonly withRetry: <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>;
}

type Begun = Pick<HistoryRun, "plan" | "until" | "nextDay">;

/** Where a history ends. One that is not given an end meets the shop's other orders, or the present, on its last day. */
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

  /** Whether the day may be the last one, and when exactly depends on the moment. */
  isNear(dayNumber: number): boolean {
    return this.#run.until === null && startOfDay(dayNumber + 1) > this.#deps.clock();
  }

  /** The end as it looks on this day. */
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
