// @ts-check
import { Counter } from "./rates.js";

/** @typedef {import("./wire.js").Summary} Summary */

const SPAN_S = 300;
/** Orders arrive in carts, every few seconds: a shorter window would show single carts and not the rate. */
const WINDOW_S = 30;
const STEP_S = 2;

/** The samples of the last minutes and the rates computed from them. */
export class History {
  #stored = new Counter(SPAN_S + WINDOW_S);
  #published = new Counter(SPAN_S + WINDOW_S);
  /** @type {{ at: number, lag: number }[]} */
  #lags = [];
  #mostPublished = 0;
  #now = 0;

  /** @param {Summary} summary */
  add({ asOf, counts, groups }) {
    this.#now = Date.parse(asOf) / 1000;
    if (counts) this.#stored.add(this.#now, counts.orders);
    const lag = groups?.find(({ topic }) => topic === "orders")?.lag;
    if (groups) {
      this.#lags.push({ at: this.#now, lag: groups.reduce((sum, group) => sum + group.lag, 0) });
      this.#lags = this.#lags.filter(({ at }) => at >= this.#now - SPAN_S && at <= this.#now);
    }
    if (counts && lag !== undefined) {
      // Published = stored + pending. The two are read one after the other, so the sum may fluctuate.
      this.#mostPublished = Math.max(this.#mostPublished, counts.orders + lag);
      this.#published.add(this.#now, this.#mostPublished);
    }
  }

  /** Orders that were stored before the page was opened. @param {readonly { createdAt: string }[]} orders */
  recall(orders) {
    const moments = orders.map(({ createdAt }) => Date.parse(createdAt) / 1000);
    this.#stored.recall(moments);
    this.#published.recall(moments);
  }

  get storedPerMinute() {
    return this.#stored.perMinute(this.#now, WINDOW_S);
  }

  get publishedPerMinute() {
    return this.#published.perMinute(this.#now, WINDOW_S);
  }

  /** One point every two seconds, `null` where nothing was seen. @returns {import("./chart.js").Series} */
  series() {
    const end = Math.floor(this.#now / STEP_S) * STEP_S;
    const times = Array.from({ length: SPAN_S / STEP_S + 1 }, (_, index) => end - SPAN_S + index * STEP_S);
    const since = this.#stored.since ?? Infinity;
    return {
      times,
      orders: times.map((at) => at < since ? null : this.#stored.perMinute(at, WINDOW_S)),
      waiting: times.map((at) => this.#lagAt(at)),
    };
  }

  /** @param {number} at */
  #lagAt(at) {
    const next = this.#lags.find((sample) => sample.at >= at);
    return next && next.at - at < STEP_S * 2 ? next.lag : null;
  }
}
