import type { Random } from "./random.ts";

/** O(n) preparation, O(log n) per draw. */
export class WeightedChoice<T> {
  readonly #items: readonly T[];
  readonly #sums: Float64Array;
  readonly #total: number;

  /** Throws RangeError when there is nothing to draw from, or a weight is negative or not a number. */
  constructor(items: readonly T[], weightOf: (item: T, index: number) => number) {
    this.#items = items;
    this.#sums = new Float64Array(items.length);
    let total = 0;
    for (const [index, item] of items.entries()) {
      const weight = weightOf(item, index);
      if (!(weight >= 0)) throw new RangeError(`Cannot draw by weight: weight ${index} is ${weight}`);
      this.#sums[index] = total += weight;
    }
    if (!(total > 0)) throw new RangeError("Cannot draw by weight: no item has a weight above zero");
    this.#total = total;
  }

  draw(random: Random): T {
    const target = random() * this.#total;
    let low = 0;
    let high = this.#sums.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#sums[middle]! > target) high = middle;
      else low = middle + 1;
    }
    return this.#items[low]!;
  }
}
