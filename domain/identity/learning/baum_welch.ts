import type { ConfidenceParameters } from "../confidence/parameters.ts";
import { type Expectation, expectationOf } from "./expectation.ts";
import { type LearnedModel, READINGS_PER_INDEPENDENT_ONE } from "./learned_model.ts";
import type { ReadingSequence } from "./sequences.ts";

export interface Learned {
  readonly parameters: ConfidenceParameters;
  /** Penalized log-likelihood, a value a round: it never falls. */
  readonly objective: readonly number[];
}

/** Gains below this, per reading sequence, end the search. */
const ENOUGH = 1e-3;

/**
 * Maximizes the penalized likelihood (Green, "On use of the EM algorithm for penalized likelihood estimation", 1990).
 * How often people are where also changes the steps between places, which has no closed form: that part of a round is
 * kept only if the objective rises (generalized EM). Deterministic; at most twice `rounds` passes. Yields the number of
 * rounds done, so that a server can answer in between.
 */
export function* baumWelch(
  model: LearnedModel,
  sequences: readonly ReadingSequence[],
  { rounds }: { readonly rounds: number },
): Generator<number, Learned> {
  const at = (parameters: ConfidenceParameters) => {
    const expectation = expectationOf(model.states(parameters), sequences);
    return { parameters, expectation, objective: objectiveOf(model, parameters, expectation) };
  };
  let here = at(model.start);
  const objective = [here.objective];
  let movesOccupancy = true;
  for (let round = 1; round <= rounds; round++) {
    const radio = model.radio(here.parameters, here.expectation);
    let next = at(movesOccupancy ? model.occupancy(radio, here.expectation) : radio);
    if (movesOccupancy && next.objective < here.objective) {
      movesOccupancy = false;
      next = at(radio);
    }
    yield round;
    if (next.objective <= here.objective) break;
    const gain = next.objective - here.objective;
    here = next;
    objective.push(here.objective);
    if (gain < ENOUGH * sequences.length) break;
  }
  return { parameters: here.parameters, objective };
}

function objectiveOf(model: LearnedModel, parameters: ConfidenceParameters, { believed }: Expectation): number {
  return believed / READINGS_PER_INDEPENDENT_ONE + model.logPrior(parameters);
}
