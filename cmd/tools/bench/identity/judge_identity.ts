import { sizeName, type SizeResult } from "./size_trial.ts";

/** A figure to reach, and whether it was. */
export interface Goal {
  readonly goal: string;
  readonly measured: number;
  readonly reached: boolean;
}

const ANSWER_P99_MS = 10;
const STORED_P99_MS = 1_000;
const OF_PGBENCH = 0.5;
const LARGE_AGAINST_SMALL = 1.3;

/** What follows from the figures, and whether it is what it should be. */
export function judgeIdentity(sizes: readonly SizeResult[], rate: number) {
  const ratios: Record<string, number> = {};
  const goals: Goal[] = [];
  const atMost = (goal: string, measured: number, limit: number) =>
    goals.push({ goal: `${goal} at most ${limit}`, measured, reached: measured <= limit });
  for (const { customers, answer, endToEnd, throughput } of sizes) {
    const of = sizeName(customers);
    atMost(`${of}: p99 of the answer at ${rate}/s, ms,`, answer.p99, ANSWER_P99_MS);
    atMost(`${of}: p99 until the event is stored, ms,`, endToEnd.stored.p99, STORED_P99_MS);
    if (!throughput.pgbench) continue;
    const ratio = throughput.answers.median / throughput.pgbench.median;
    ratios[`${of}: answers / pgbench`] = ratio;
    goals.push({
      goal: `${of}: answers / pgbench at least ${OF_PGBENCH}`,
      measured: ratio,
      reached: ratio >= OF_PGBENCH,
    });
  }
  const small = sizes[0]!;
  const large = sizes.at(-1)!;
  if (sizes.length > 1) {
    const between = `${small.customers.toLocaleString("en-US")} and ${
      large.customers.toLocaleString("en-US")
    } customers`;
    const slower = {
      [`answers a second, between ${between}`]: small.throughput.answers.median / large.throughput.answers.median,
      [`median answer at ${rate}/s, between ${between}`]: large.answer.p50 / small.answer.p50,
    };
    for (const [what, ratio] of Object.entries(slower)) {
      ratios[what] = ratio;
      atMost(`${what}: slower by a factor of`, ratio, LARGE_AGAINST_SMALL);
    }
  }
  return { ratios, goals };
}
