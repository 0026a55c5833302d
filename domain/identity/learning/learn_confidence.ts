import { accepted, type Refusal, refused, type Result } from "../../shared/result.ts";
import type { ConfidenceParameters } from "../confidence/parameters.ts";
import { poolPartnerOf } from "../confidence/plane_of.ts";
import type { BeaconPositions } from "../confidence/signal.ts";
import { rounded } from "../confidence/tunable_parameters.ts";
import { baumWelch } from "./baum_welch.ts";
import { type Answering, figuresOf, type HeldBackFigures } from "./held_back.ts";
import { learnedInPlane } from "./learn_in_plane.ts";
import type { LearnedModel } from "./learned_model.ts";
import { poolWeight } from "./pool_weight.ts";
import { countMoments, type ReadingSequence, splitByTime, thinned } from "./sequences.ts";

export interface LearnOptions {
  /** In use now: what is learned must be better. */
  readonly live: ConfidenceParameters;
  readonly positions: BeaconPositions;
}

export interface LearnedSet {
  readonly parameters: ConfidenceParameters;
  /** Moments that were learned from. */
  readonly moments: number;
  /** On the parts of time that were held back. */
  readonly before: HeldBackFigures;
  readonly after: HeldBackFigures;
  /** Penalized log-likelihood, a value a round. */
  readonly objective: readonly number[];
}

export interface TooFewReadings extends Refusal {
  readonly code: "too_few_readings";
}

const FEWEST_MOMENTS = 200;
const MOST_MOMENTS = 4_000;
export const LEARNING_ROUNDS = 10;

/**
 * From readings alone, without labels. Deterministic; bounded by {@link LEARNING_ROUNDS} and {@link MOST_MOMENTS}.
 * Yields the number of rounds done.
 */
export function* learnConfidence(
  sequences: readonly ReadingSequence[],
  { live, positions }: LearnOptions,
): Generator<number, Result<LearnedSet, TooFewReadings>> {
  const { learned, heldBack } = splitByTime(thinned(sequences, MOST_MOMENTS));
  const moments = countMoments(learned);
  if (moments + countMoments(heldBack) < FEWEST_MOMENTS || heldBack.length === 0) {
    const message = `Cannot learn from ${
      moments + countMoments(heldBack)
    } moments: at least ${FEWEST_MOMENTS} are needed`;
    return refused({ code: "too_few_readings", message });
  }
  const model = learnedInPlane(positions, live);
  const { parameters, objective } = yield* baumWelch(model, learned, { rounds: LEARNING_ROUNDS });
  const set = rounded(pooledAsConfirmed(model, parameters, learned));
  const figures = (of: ConfidenceParameters) => figuresOf(answering(model, of), heldBack);
  return accepted({ parameters: set, moments, before: figures(live), after: figures(set), objective });
}

/** Without pauses. */
export function resultOf<T>(steps: Generator<number, T>, onRound: (done: number) => void = () => {}): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    onRound(step.value);
  }
}

function pooledAsConfirmed(
  model: LearnedModel,
  parameters: ConfidenceParameters,
  sequences: readonly ReadingSequence[],
): ConfidenceParameters {
  const partner = poolPartnerOf(parameters);
  if (!partner) return parameters;
  const weight = poolWeight(model.states(parameters), model.states(partner), sequences);
  return { ...parameters, plane: { ...parameters.plane, pooled: weight } };
}

function answering(
  model: LearnedModel,
  parameters: ConfidenceParameters,
): Answering {
  const states = model.states(parameters);
  const { calibration: { plane: calibration }, plane: { pooled: weight = 0 } } = parameters;
  const partner = poolPartnerOf(parameters);
  return { states, calibration, other: partner ? { states: model.states(partner), weight } : undefined };
}
