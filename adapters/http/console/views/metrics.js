// @ts-check

/**
 * Reads Prometheus' text format.
 *
 * @param {string} text
 * @returns {(name: string) => number | null} the sum over the labels of a metric; null if there is none
 */
export function metricsOf(text) {
  /** @type {Map<string, number>} */
  const sums = new Map();
  for (const [, name, value] of text.matchAll(/^([a-zA-Z_:][\w:]*)(?:\{.*\})? ([^ \n]+)/gm)) {
    const read = Number(value);
    if (name !== undefined && !Number.isNaN(read)) sums.set(name, (sums.get(name) ?? 0) + read);
  }
  return (name) => sums.get(name) ?? null;
}
