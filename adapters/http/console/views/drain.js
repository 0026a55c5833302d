// @ts-check

/** Long enough that a pool's refresh or a pause does not decide. */
const WINDOW_MS = 60_000;
const SHORTEST_MS = 4_000;

/**
 * Remembers how far behind groups were, and says when each will have caught up.
 *
 * @typedef {{ at: number, lags: Record<string, number> }} Reading
 */
export class DrainTimes {
  /** @type {Reading[]} */
  #readings = [];

  /** @param {Reading} reading at a later time than those before */
  add(reading) {
    this.#readings = [...this.#readings.filter(({ at }) => at >= reading.at - WINDOW_MS), reading];
  }

  /**
   * @param {string} group
   * @returns {number | null | undefined} seconds, 0 without lag; null while it does not shrink; undefined: not known yet
   */
  secondsOf(group) {
    const last = this.#readings.at(-1);
    const now = last?.lags[group];
    if (last === undefined || now === undefined) return undefined;
    if (now === 0) return 0;
    const first = this.#readings.find(({ lags }) => lags[group] !== undefined);
    if (first === undefined || last.at - first.at < SHORTEST_MS) return undefined;
    const shrinking = (/** @type {number} */ (first.lags[group]) - now) / ((last.at - first.at) / 1_000);
    return shrinking > 0 ? now / shrinking : null;
  }
}
