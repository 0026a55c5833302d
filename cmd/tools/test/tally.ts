export interface Tally {
  readonly title: string;
  readonly passed: number;
  readonly failed: number;
  readonly seconds: number;
}

export function closingLine(tallies: readonly Tally[]): string {
  const { passed, failed } = sum(tallies);
  return `${passed} passed, ${failed} failed`;
}

export function succeeded(tallies: readonly Tally[]): boolean {
  const { passed, failed } = sum(tallies);
  return failed === 0 && passed > 0;
}

/** A line for each title; the seconds of those that ran side by side are added up, too. */
export function overview(tallies: readonly Tally[]): string {
  const width = Math.max(0, ...tallies.map((tally) => tally.title.length)) + 2;
  const byTitle = Map.groupBy(tallies, ({ title }) => title);
  return [...byTitle].map(([title, parts]) => ({ title, ...sum(parts) })).map(({ title, passed, failed, seconds }) => {
    const verdict = failed > 0 ? "FAILED" : "ok";
    const counts = passed + failed > 0 && passed > 0 ? `${passed} passed, ${failed} failed` : "";
    return `${title.padEnd(width)}${verdict.padEnd(8)}${`${seconds.toFixed(1)} s`.padStart(8)}  ${counts}`.trimEnd();
  }).join("\n");
}

function sum(tallies: readonly Tally[]): Omit<Tally, "title"> {
  const of = (key: "passed" | "failed" | "seconds") => tallies.reduce((total, tally) => total + tally[key], 0);
  return { passed: of("passed"), failed: of("failed"), seconds: of("seconds") };
}
