import type { TabledStates } from "../confidence/tabled_states.ts";
import type { ReadingSequence, SequenceMoment } from "./sequences.ts";

export interface SmoothedMoment extends SequenceMoment {
  /** By state, from earlier moments alone; sums to 1. */
  readonly predicted: Float64Array;
  /** By state, from this moment and earlier ones alone; sums to 1. */
  readonly filtered: Float64Array;
  /** By state, from all moments of the sequence; sums to 1. */
  readonly smoothed: Float64Array;
}

/**
 * The forward–backward algorithm with scaling (Rabiner, "A tutorial on hidden Markov models", 1989, III.B and V.A).
 * Visits the moments from the last to the first. Returns the log-likelihood of the readings as the model believes them,
 * with the powers of `believed`: what learning maximizes.
 */
export function forwardBackward(
  states: TabledStates,
  { moments }: ReadingSequence,
  visit: (moment: SmoothedMoment) => void,
): number {
  const predicted: Float64Array[] = [];
  const filtered: Float64Array[] = [];
  const emitted: Float64Array[] = [];
  let believed = 0;
  let belief = states.prior;
  moments.forEach(({ seconds, levels }, nth) => {
    if (nth > 0) belief = states.transition(belief, seconds - moments[nth - 1]!.seconds);
    predicted.push(belief);
    const { product, log, likelihood } = updated(belief, states.logEmission(levels));
    believed += log;
    belief = product;
    filtered.push(product);
    emitted.push(likelihood);
  });
  let ahead: Float64Array = new Float64Array(states.prior.length).fill(1);
  for (let nth = moments.length - 1; nth >= 0; nth--) {
    const { product: smoothed } = scaled(filtered[nth]!.map((share, at) => share * ahead[at]!));
    visit({ ...moments[nth]!, predicted: predicted[nth]!, filtered: filtered[nth]!, smoothed });
    if (nth === 0) break;
    const values = ahead.map((value, at) => value * emitted[nth]![at]!);
    ahead = scaled(states.transposed(values, moments[nth]!.seconds - moments[nth - 1]!.seconds)).product;
  }
  return believed;
}

function updated(belief: Float64Array, logs: Float64Array) {
  const most = largest(logs);
  const likelihood = logs.map((value) => Math.exp(value - most));
  const { product, sum } = scaled(likelihood.map((value, at) => value * belief[at]!));
  return { product, likelihood, log: Math.log(sum) + most };
}

/** ln Σ belief · e^logs */
export function logSumOf(belief: Float64Array, logs: Float64Array): number {
  const most = largest(logs);
  let sum = 0;
  for (let at = 0; at < logs.length; at++) sum += belief[at]! * Math.exp(logs[at]! - most);
  return Math.log(sum) + most;
}

/** Divides the values in place by their sum. */
function scaled(values: Float64Array): { readonly product: Float64Array; readonly sum: number } {
  let sum = 0;
  for (const value of values) sum += value;
  for (let at = 0; at < values.length; at++) values[at]! /= sum;
  return { product: values, sum };
}

function largest(values: Float64Array): number {
  let most = -Infinity;
  for (const value of values) if (value > most) most = value;
  return most;
}
