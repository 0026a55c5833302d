import type { Process } from "../../wiring/process/run_process.ts";
import type { Claim } from "./kafka_comparison/judge_claims.ts";

/** One figure that is measured several times. */
export interface Measurement {
  /** "COPY of the same rows". */
  readonly name: string;
  /** "rows/s". */
  readonly unit: string;
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
  readonly rounds: readonly number[];
}

export interface BenchResult {
  readonly bench: string;
  /** What was measured, and on what. */
  readonly setup: Readonly<Record<string, string | number>>;
  readonly measurements: readonly Measurement[];
  /** Figures that follow from the others: "history / COPY". */
  readonly ratios: Readonly<Record<string, number>>;
  /** What the guide says, where the bench can judge it. */
  readonly claims?: readonly Claim[];
}

export interface BenchOptions {
  readonly rounds: number;
  /** Where a bench starts some of its own; its own number unless told. */
  readonly processes?: number | undefined;
  /** For those that measure shops of several sizes; each has its own sizes unless told. */
  readonly customers?: readonly number[] | undefined;
  /** For those that measure with a load of orders. */
  readonly orders?: number | undefined;
  readonly onRound: (text: string) => void;
}

/** Something that can be measured by `deno task bench NAME`. A new one is entered in `benches.ts`. */
export interface Bench {
  readonly summary: string;
  run(process: Process, options: BenchOptions): Promise<BenchResult>;
}

export interface Contender {
  readonly name: string;
  readonly unit: string;
  /** One round; gives the figure. */
  readonly measure: () => Promise<number>;
}

/**
 * Lets the contenders take turns, round by round, each round beginning with another one: whatever else the machine does
 * meanwhile hits all of them alike.
 */
export async function interleave(
  contenders: readonly Contender[],
  { rounds, onRound }: BenchOptions,
  signal: AbortSignal,
): Promise<Measurement[]> {
  const figures = contenders.map(() => [] as number[]);
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < contenders.length; turn++) {
      signal.throwIfAborted();
      const index = (round + turn) % contenders.length;
      const { name, unit, measure } = contenders[index]!;
      const figure = await measure();
      figures[index]!.push(figure);
      onRound(`round ${round + 1} of ${rounds}: ${name} ${Math.round(figure).toLocaleString("en-US")} ${unit}`);
    }
  }
  return contenders.map(({ name, unit }, index) => ({ name, unit, ...summarise(figures[index]!) }));
}

export function summarise(rounds: readonly number[]): Pick<Measurement, "median" | "lowest" | "highest" | "rounds"> {
  const sorted = rounds.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return { median, lowest: sorted[0]!, highest: sorted.at(-1)!, rounds };
}

/**
 * The first by the second, round by round: the middle of these quotients. What the machine does meanwhile hits both alike
 * within a round, and differs from one round to the next.
 */
export function ratioOf(one: Measurement, other: Measurement): number {
  return summarise(one.rounds.map((figure, round) => figure / other.rounds[round]!)).median;
}
