// @ts-check

/**
 * Prometheus' text format, as far as the console reads it.
 *
 * @typedef {{ name: string, labels: Record<string, string>, value: number }} Sample
 */

/** @param {unknown} text @returns {Sample[]} */
export function samplesOf(text) {
  if (typeof text !== "string") return [];
  return [...text.matchAll(/^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? ([^ \n]+)/gm)].flatMap(([, name = "", labels, value]) =>
    Number.isNaN(Number(value)) ? [] : [{ name, labels: labelsOf(labels ?? ""), value: Number(value) }]
  );
}

/** The sum over the labels of a metric; null if there is none. @param {readonly Sample[]} samples @param {string} name */
export function sumOf(samples, name) {
  const own = samples.filter((sample) => sample.name === name);
  return own.length === 0 ? null : own.reduce((sum, { value }) => sum + value, 0);
}

/**
 * How far behind every group is; none while the log or the database is away.
 *
 * @param {readonly Sample[]} samples
 * @returns {{ group: string, topic: string, lag: number, lagSeconds: number | null }[]}
 */
export function groupsOf(samples) {
  const seconds = samples.filter(({ name }) => name === "tillstream_group_lag_seconds");
  return samples.filter(({ name }) => name === "tillstream_group_lag_records").map(({ labels, value }) => ({
    group: labels.group ?? "",
    topic: labels.topic ?? "",
    lag: value,
    lagSeconds: seconds.find((other) => other.labels.group === labels.group)?.value ?? null,
  }));
}

/** @param {string} text */
function labelsOf(text) {
  return Object.fromEntries(
    [...text.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map((
      [, name, value = ""],
    ) => [name, value.replace(/\\(.)/g, "$1")]),
  );
}
