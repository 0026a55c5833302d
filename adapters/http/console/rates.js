// @ts-check

/** @typedef {{ at: number, count: number }} Sample */

/**
 * A sampled counter and its rate at any sampled moment. Times are in seconds.
 */
export class Counter {
  /** @type {Sample[]} */
  #samples = [];
  #keep;

  /** @param {number} keepSeconds how far back it remembers */
  constructor(keepSeconds) {
    this.#keep = keepSeconds;
  }

  /** Restarts when time goes back: the server's clock was set. @param {number} at @param {number} count */
  add(at, count) {
    const last = this.#samples.at(-1);
    if (last && at === last.at) return;
    if (last && at < last.at) this.#samples = [];
    this.#samples.push({ at, count });
    const tooOld = this.#samples.findIndex((sample) => sample.at >= at - this.#keep);
    // Keeps one sample before the span for the value at its beginning.
    if (tooOld > 1) this.#samples.splice(0, tooOld - 1);
  }

  /**
   * Fills in the time before the first sample from the moments of single increments.
   *
   * @param {number[]} moments in any order
   */
  recall(moments) {
    const first = this.#samples[0];
    if (!first) return;
    const past = moments.filter((at) => at < first.at && at >= first.at - this.#keep).sort((a, b) => a - b);
    const begin = first.count - past.length;
    const recalled = past.map((at, index) => ({ at, count: begin + index + 1 }));
    this.#samples.unshift(...recalled);
  }

  /** The oldest known moment. */
  get since() {
    return this.#samples[0]?.at ?? null;
  }

  /**
   * Per minute over the `window` seconds before `at`, or over its sampled part; `null` if that is less than a
   * third of it. Removals lower the count; the rate is never below 0.
   *
   * @param {number} at
   * @param {number} window
   */
  perMinute(at, window) {
    const since = this.since;
    if (since === null) return null;
    const from = Math.max(at - window, since);
    if (at - from < window / 3) return null;
    return Math.max(0, this.#countAt(at) - this.#countAt(from)) / (at - from) * 60;
  }

  /** Interpolates linearly between two samples. @param {number} at */
  #countAt(at) {
    const samples = this.#samples;
    let low = 0;
    let high = samples.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (/** @type {Sample} */ (samples[middle]).at <= at) low = middle + 1;
      else high = middle;
    }
    const before = samples[low - 1];
    const after = samples[low];
    if (!before) return after?.count ?? 0;
    if (!after) return before.count;
    return before.count + (after.count - before.count) * (at - before.at) / (after.at - before.at);
  }
}
