import process from "node:process";
import { assert } from "@std/assert";

type Work = (input: string) => unknown;

/** Milliseconds of the processor: other programs count little. */
const LEAST_MS = 8;
/** Characters of the first input: on shorter ones a quadratic part is hidden by what is linear. */
const SHORTEST = 8_000;
const LONGEST = 400_000;
/** Linear work grows fourfold, work by the square sixteenfold; garbage collection and the machine take what they take. */
const MOST_GROWTH = 10;
const TRIES = 3;

/** Work on inputs of 1, 2 and 4 times a size grows no faster than they. @param input of about so many characters */
export async function assertLinear(work: Work, input: (size: number) => string): Promise<void> {
  let size = SHORTEST;
  while (size < LONGEST / 4 && await costOf(work, input(size)) < LEAST_MS) size *= 2;
  const costs: number[] = [];
  for (let tried = 0; tried < TRIES; tried++) {
    for (const [index, times] of [1, 2, 4].entries()) {
      const cost = await costOf(work, input(times * size));
      costs[index] = Math.min(costs[index] ?? Infinity, cost);
    }
    if (isLinear(costs)) return;
  }
  assert(isLinear(costs), `${size}, ${2 * size}, ${4 * size} characters: ${costs.map((ms) => `${ms.toFixed(1)} ms`)}`);
}

function isLinear(costs: readonly number[]): boolean {
  return costs[2]! <= MOST_GROWTH * Math.max(costs[0]!, LEAST_MS);
}

async function costOf(work: Work, input: string): Promise<number> {
  const before = process.cpuUsage();
  await work(input);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
