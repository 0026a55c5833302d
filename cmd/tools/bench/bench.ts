import type { Process } from "../../wiring/process/run_process.ts";
import type { Claim } from "./kafka_comparison/judge_claims.ts";

export interface Measurement {
  readonly name: string;
  readonly unit: string;
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
  readonly rounds: readonly number[];
}

export interface BenchResult {
  readonly bench: string;
  readonly setup: Readonly<Record<string, string | number>>;
  readonly measurements: readonly Measurement[];
  readonly ratios: Readonly<Record<string, number>>;
  readonly claims?: readonly Claim[];
}

export interface BenchOptions {
  readonly rounds: number;
  readonly processes?: number | undefined;
  readonly customers?: readonly number[] | undefined;
  readonly orders?: number | undefined;
  readonly peerSink?: string | undefined;
  readonly onRound: (text: string) => void;
}

/** A new one is entered in `arguments.ts` and `benches.ts`. */
export interface Bench {
  run(process: Process, options: BenchOptions): Promise<BenchResult>;
}

export interface Contender {
  readonly name: string;
  readonly unit: string;
  readonly measure: () => Promise<number>;
}

/** Each round starts with another contender, so that other load on the machine affects all alike. */
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

/** Median of the quotients round by round: other load affects both alike within a round, but differs between rounds. */
export function ratioOf(one: Measurement, other: Measurement): number {
  return summarise(one.rounds.map((figure, round) => figure / other.rounds[round]!)).median;
}
