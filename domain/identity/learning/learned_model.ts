import type { ConfidenceParameters } from "../confidence/parameters.ts";
import type { TabledStates } from "../confidence/tabled_states.ts";
import type { Expectation } from "./expectation.ts";

/** A family of models, as expectation-maximization sees it. */
export interface LearnedModel {
  /** Where learning begins, and the centre of the priors. */
  readonly start: ConfidenceParameters;
  states(parameters: ConfidenceParameters): TabledStates;
  logPrior(parameters: ConfidenceParameters): number;
  /** The M-step for levels and hearing: never lowers the expected log-likelihood plus the prior. */
  radio(parameters: ConfidenceParameters, expectation: Expectation): ConfidenceParameters;
  /** How often people are at each beacon. */
  occupancy(parameters: ConfidenceParameters, expectation: Expectation): ConfidenceParameters;
}

/** Neighbouring readings are correlated: so many count as one, against the priors. */
export const READINGS_PER_INDEPENDENT_ONE = 2;
