import { AS_ANY_OTHER, type BeaconParameters, type ConfidenceParameters } from "../confidence/parameters.ts";
import { pathLoss, type Reception } from "../confidence/reception.ts";
import type { BeaconPositions } from "../confidence/signal.ts";
import { distancesTo, nearestOf, pointsAround, statesInPlane } from "../confidence/states_in_plane.ts";
import type { Expectation } from "./expectation.ts";
import { type LearnedModel, READINGS_PER_INDEPENDENT_ONE } from "./learned_model.ts";
import { maximizeRadio, penaltyOf, type Radio, type RadioSetting } from "./radio_step.ts";

/** The prior of the occupancy, in independent readings. */
const EVENLY = 10;

/**
 * Of a building nothing is known of: free space has the exponent 2, indoors levels deviate by 3 to 7 dB (Rappaport,
 * "Wireless Communications", tables 4.2 and 4.6), phones lose what is below -80 to -100 dBm, and beacons hang above
 * people's pockets. No labelled reading has a part in these.
 */
const RECEPTION: Reception = { threshold: -85, blur: 3, missed: 0.1, height: 1 };
const LEVEL = { atOne: -70, exponent: 2, spread: 6, spreadFall: 0, faintest: -100, believed: 0.5 };
const HEARING_BELIEVED = 0.5;
const MOTION = { near: 3, stepsPerSecond: 0.5, step: 1 };
/** The built-in model errs for other reasons; learning ends with the weight that `poolWeight` finds. */
const POOLED = 0.5;
/** Real readings stray from the model more than simulated ones: these two are of the surveyed library's held-out blocks. */
const CALIBRATION = { slope: 0.95, offset: -0.1 };

/** Learns levels, path loss, noise, the receiver's threshold, the beacons' gains and how often people are at each. */
export function learnedInPlane(positions: BeaconPositions, given: ConfidenceParameters): LearnedModel {
  const ids = [...positions.keys()];
  const { plane } = given;
  const start: ConfidenceParameters = {
    ...given,
    plane: {
      ...plane,
      ...MOTION,
      level: LEVEL,
      hearing: { ...plane.hearing, believed: HEARING_BELIEVED },
      reception: RECEPTION,
      pooled: POOLED,
    },
    calibration: { ...given.calibration, plane: CALIBRATION },
    beacons: Object.fromEntries(ids.map((id) => [id, AS_ANY_OTHER])),
  };
  const points = pointsAround([...positions.values()], plane.reach);
  const distances = ids.map((id) => distancesTo(points, positions.get(id)!));
  const zones = zonesOf(distances, MOTION.near);
  const setting: RadioSetting = {
    centre: radioOf(start, ids),
    losses: distances.map((distance) => pathLoss(distance, RECEPTION.height)),
    reception: RECEPTION,
    believed: { level: LEVEL.believed, hearing: HEARING_BELIEVED },
  };
  return {
    start,
    states: (parameters) => statesInPlane(positions, parameters),
    logPrior: (parameters) =>
      logPriorOfOccupancy(ids.map((id) => parameters.beacons[id]!.weight), zones) -
      penaltyOf(radioOf(parameters, ids), setting),
    radio: (parameters, expectation) =>
      withRadio(parameters, maximizeRadio(radioOf(parameters, ids), expectation, setting), ids),
    occupancy: (parameters, expectation) => {
      const weights = occupied(expectation, zones);
      return withBeacons(parameters, ids, (own, nth) => ({ ...own, weight: weights[nth]! }));
    },
  };
}

interface Zones {
  /** By state: the nearest beacon. */
  readonly nearest: readonly number[];
  /** By beacon: the share of people there, were all beacons alike. */
  readonly shares: readonly number[];
}

function zonesOf(distances: readonly Float64Array[], near: number): Zones {
  const nearest = nearestOf(distances);
  const sums = distances.map(() => 0);
  nearest.forEach((nth, at) => sums[nth]! += Math.exp(-((distances[nth]![at]! / near) ** 2) / 2));
  return { nearest, shares: shared(sums) };
}

/** A Dirichlet prior around `zones.shares`. */
function logPriorOfOccupancy(weights: readonly number[], { shares }: Zones): number {
  const occupied = shared(shares.map((share, nth) => share * Math.exp(weights[nth]!)));
  return shares.reduce((sum, share, nth) => sum + EVENLY * share * Math.log(occupied[nth]!), 0);
}

function occupied({ visits }: Expectation, { nearest, shares }: Zones): number[] {
  const counts = shares.map((share) => EVENLY * share);
  nearest.forEach((nth, at) => counts[nth]! += visits[at]! / READINGS_PER_INDEPENDENT_ONE);
  const weights = counts.map((count, nth) => Math.log(count / shares[nth]!));
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
  return weights.map((weight) => weight - mean);
}

function shared(values: readonly number[]): number[] {
  const sum = values.reduce((sum, value) => sum + value, 0);
  return values.map((value) => value / sum);
}

function radioOf({ plane: { level, reception = RECEPTION }, beacons }: ConfidenceParameters, ids: readonly string[]) {
  return {
    atOne: level.atOne,
    exponent: level.exponent,
    spread: level.spread,
    threshold: reception.threshold,
    blur: reception.blur,
    gains: Float64Array.from(ids, (id) => beacons[id]?.gain ?? 0),
  } satisfies Radio;
}

function withRadio(parameters: ConfidenceParameters, radio: Radio, ids: readonly string[]): ConfidenceParameters {
  const { atOne, exponent, spread, threshold, blur, gains } = radio;
  const { level, reception = RECEPTION } = parameters.plane;
  const plane = {
    ...parameters.plane,
    level: { ...level, atOne, exponent, spread },
    reception: { ...reception, threshold, blur },
  };
  return withBeacons({ ...parameters, plane }, ids, (own, nth) => ({ ...own, gain: gains[nth]! }));
}

function withBeacons(
  parameters: ConfidenceParameters,
  ids: readonly string[],
  change: (own: BeaconParameters, nth: number) => BeaconParameters,
): ConfidenceParameters {
  const beacons = Object.fromEntries(ids.map((id, nth) => [id, change(parameters.beacons[id] ?? AS_ANY_OTHER, nth)]));
  return { ...parameters, beacons };
}
