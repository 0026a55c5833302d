// @ts-check
/// <reference lib="dom" />

/** @typedef {{ times: number[], orders: (number | null)[], waiting: (number | null)[] }} Series */

const HEIGHT = 210;

/** A line chart that follows its box and the colour scheme. The page has the same figures as text and as a table. */
export class Chart {
  #box;
  #formats;
  /** @type {import("uplot") | null} */
  #plot = null;
  /** @type {Series} */
  #series = { times: [], orders: [], waiting: [] };

  /** @param {HTMLElement} box @param {() => import("./format.js").Formats} formats */
  constructor(box, formats) {
    this.#box = box;
    this.#formats = formats;
    new ResizeObserver(() => this.#plot?.setSize({ width: box.clientWidth, height: HEIGHT })).observe(box);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.redraw());
  }

  /** @param {Series} series */
  show(series) {
    this.#series = series;
    if (this.#plot) this.#plot.setData(this.#data());
    else this.redraw();
  }

  /** Redraws everything in the current colours and language. */
  redraw() {
    this.#plot?.destroy();
    const style = getComputedStyle(this.#box);
    // A custom property keeps light-dark() unresolved; a real property resolves it to a colour.
    const probe = document.createElement("i");
    this.#box.append(probe);
    /** @param {string} name */
    const colour = (name) => {
      probe.style.color = `var(${name})`;
      return getComputedStyle(probe).color;
    };
    const accent = colour("--accent");
    const soft = colour("--accent-soft");
    const second = colour("--second");
    const quiet = colour("--quiet");
    const line = colour("--line");
    probe.remove();

    const font = `12px ${style.fontFamily}`;
    const grid = { stroke: line, width: 1 };
    const figures = (/** @type {unknown} */ _, /** @type {number[]} */ values) =>
      values.map((value) => this.#formats().whole(value));
    /** @param {number} top */
    const roomAbove = (top) => /** @type {[number, number]} */ ([0, Math.max(5, top * 1.15)]);
    const uPlot = /** @type {typeof import("uplot")} */ (Reflect.get(globalThis, "uPlot"));
    this.#plot = new uPlot(
      {
        width: this.#box.clientWidth,
        height: HEIGHT,
        legend: { show: false },
        cursor: { show: false },
        padding: [10, 0, 0, 0],
        scales: {
          x: { time: true },
          y: { range: (_, _low, top) => roomAbove(top ?? 0) },
          waiting: { range: (_, _low, top) => roomAbove(top ?? 0) },
        },
        series: [
          {},
          { stroke: accent, width: 2, fill: soft, points: { show: false } },
          { stroke: second, width: 1.5, dash: [5, 4], scale: "waiting", points: { show: false } },
        ],
        axes: [
          {
            stroke: quiet,
            font,
            grid: { show: false },
            ticks: grid,
            size: 30,
            space: 80,
            values: (_, times) => times.map((time) => this.#formats().time(time).slice(0, 5)),
            incrs: [60, 120, 300],
          },
          {
            stroke: quiet,
            font,
            grid,
            ticks: { show: false },
            size: 48,
            space: 32,
            values: figures,
            incrs: WHOLE_STEPS,
          },
          {
            scale: "waiting",
            side: 1,
            stroke: quiet,
            font,
            grid: { show: false },
            ticks: { show: false },
            size: 48,
            space: 32,
            values: figures,
            incrs: WHOLE_STEPS,
          },
        ],
      },
      this.#data(),
      this.#box,
    );
  }

  /** @returns {import("uplot").AlignedData} */
  #data() {
    const { times, orders, waiting } = this.#series;
    return [times, orders, waiting];
  }
}

/** Ticks of whole orders. */
const WHOLE_STEPS = [1, 2, 5].flatMap((step) => [0, 1, 2, 3, 4, 5, 6].map((power) => step * 10 ** power)).sort((a, b) =>
  a - b
);
