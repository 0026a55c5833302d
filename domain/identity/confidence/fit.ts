import { calibrated, fitCalibration } from "./calibrate.ts";
import type { LabelledMoment } from "./evaluate.ts";
import { minimize } from "./minimize.ts";
import { applied, planeParameters, ridge, rounded } from "./tunable_parameters.ts";
import type { ConfidenceParameters } from "./parameters.ts";
import { forwardFilterAll, likeliest } from "./forward_filter.ts";
import { statesInPlane } from "./states_in_plane.ts";
import { type Judged, score, type Scores } from "./scores.ts";
import type { BeaconPositions } from "./signal.ts";
import { levelsAt } from "./window.ts";

export interface FitOptions {
  /** The centre of the ridge penalty, too. */
  readonly start: ConfidenceParameters;
  /** Time blocks for cross-validation; at least 2. */
  readonly folds: number;
  readonly rounds: number;
  readonly onRound?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

export interface Fitted {
  readonly parameters: ConfidenceParameters;
  /** On held-out readings, with the calibration made from these same answers. */
  readonly unseen: Scores;
  readonly folds: readonly Scores[];
}

/** Floor of the truth's probability: bounds the influence of one mislabelled moment. */
const LEAST = 1e-5;

/** The ridge penalty keeps rarely heard beacons at their defaults. Calibrates on held-out blocks. Deterministic. */
export function fit(
  moments: readonly LabelledMoment[],
  positions: BeaconPositions,
  { start, folds, rounds, onRound, signal }: FitOptions,
): Fitted {
  const tunable = planeParameters([...positions.keys()]);
  const held = { ...start, calibration: { ...start.calibration, plane: { slope: 1, offset: 0 } } };
  const total = rounds * (folds + 1);
  let done = 0;
  const search = (isSeen: (nth: number) => boolean, from: readonly number[]) =>
    minimize((turns) => loss(moments, positions, applied(held, tunable, turns), isSeen) + ridge(tunable, turns), from, {
      rounds,
      onRound: () => {
        signal?.throwIfAborted();
        onRound?.(++done, total);
      },
    });
  const best = search(() => true, tunable.map(() => 0));
  const perFold = Math.ceil(moments.length / folds);
  const foldOf = (nth: number) => Math.floor(nth / perFold);
  const answers = Array.from({ length: folds }, (_, fold): Judged[] => {
    const unseen = search((nth) => foldOf(nth) !== fold, tunable.map(() => 0));
    return answersOf(moments, positions, applied(held, tunable, unseen)).filter((_, nth) => foldOf(nth) === fold);
  });
  const fitted = applied(held, tunable, best);
  const calibration = fitCalibration(answers.flat());
  const recalibrated = ({ confidence, right }: Judged) => ({ confidence: calibrated(confidence, calibration), right });
  return {
    parameters: rounded({
      ...fitted,
      plan: Object.fromEntries(positions),
      calibration: { ...fitted.calibration, plane: calibration },
    }),
    unseen: score(answers.flat().map(recalibrated)),
    folds: answers.map((fold) => score(fold.map(recalibrated))),
  };
}

function loss(
  moments: readonly LabelledMoment[],
  positions: BeaconPositions,
  parameters: ConfidenceParameters,
  isSeen: (nth: number) => boolean,
): number {
  let sum = 0;
  let seen = 0;
  for (const [nth, shares] of sharesOf(moments, positions, parameters).entries()) {
    if (!isSeen(nth)) continue;
    sum -= Math.log((shares.get(moments[nth]!.nearestBeacon) ?? 0) + LEAST);
    seen++;
  }
  return seen === 0 ? 0 : sum / seen;
}

function answersOf(
  moments: readonly LabelledMoment[],
  positions: BeaconPositions,
  parameters: ConfidenceParameters,
): Judged[] {
  return sharesOf(moments, positions, parameters).map((shares, nth) => {
    const [beaconId, confidence] = likeliest(shares);
    return { confidence, right: beaconId === moments[nth]!.nearestBeacon };
  });
}

function sharesOf(
  moments: readonly LabelledMoment[],
  positions: BeaconPositions,
  parameters: ConfidenceParameters,
): ReadonlyMap<string, number>[] {
  const states = statesInPlane(positions, parameters);
  const heard = moments.map(({ at, signals }) => ({ at, levels: levelsAt(signals, at) }));
  return [...forwardFilterAll(states, heard, parameters.windowSeconds)].map((belief) => states.nearest(belief));
}
