import { normalCdf, normalDensity } from "../confidence/normal_cdf.ts";
import { logReceivedAt, logSilentAt, type Reception } from "../confidence/reception.ts";
import type { Expectation } from "./expectation.ts";
import { READINGS_PER_INDEPENDENT_ONE } from "./learned_model.ts";
import { solve } from "./solve.ts";

/** What is learned of a store's radio. */
export interface Radio {
  readonly atOne: number;
  readonly exponent: number;
  readonly spread: number;
  readonly threshold: number;
  readonly blur: number;
  /** By beacon. */
  readonly gains: Float64Array;
}

export interface RadioSetting {
  /** Of the priors. */
  readonly centre: Radio;
  /** By beacon and state, dB. */
  readonly losses: readonly Float64Array[];
  readonly reception: Pick<Reception, "missed" | "height">;
  readonly believed: { readonly level: number; readonly hearing: number };
}

/** Standard deviations of the priors: how unlike the default another building's radio may be. */
const PRIOR = { atOne: 12, exponent: 0.7, gain: 3, logSpread: 0.4, threshold: 12, logBlur: 0.2 };
const NEWTON_STEPS = 3;
const HALVINGS = 5;
const LEAST_EXPONENT = 0.3;
/** States that are visited less often say nothing. */
const UNVISITED = 1e-6;
/** Steps of the search for spread, threshold and blur. */
const SEARCH_STEPS = [0.2, 0.07, 0.02];

/** Negative logarithm of the priors. */
export function penaltyOf(radio: Radio, { centre }: Pick<RadioSetting, "centre">): number {
  const z = (value: number, mean: number, deviation: number) => ((value - mean) / deviation) ** 2 / 2;
  return z(radio.atOne, centre.atOne, PRIOR.atOne) + z(radio.exponent, centre.exponent, PRIOR.exponent) +
    z(Math.log(radio.spread), Math.log(centre.spread), PRIOR.logSpread) +
    z(radio.threshold, centre.threshold, PRIOR.threshold) +
    z(Math.log(radio.blur), Math.log(centre.blur), PRIOR.logBlur) +
    radio.gains.reduce((sum, gain) => sum + z(gain, 0, PRIOR.gain), 0);
}

/**
 * Regression of levels and silences on the path loss, weighted by where the devices may have been: Newton's method for
 * level, exponent and gains, whose problem is concave (a probit for silence; Fair, "A note on the computation of the
 * Tobit estimator", 1977), then a search along spread, threshold and blur. Never raises the expected loss.
 */
export function maximizeRadio(from: Radio, expectation: Expectation, setting: RadioSetting): Radio {
  const lossOf = (radio: Radio) => expectedLoss(radio, expectation, setting);
  let best = { radio: from, loss: lossOf(from) };
  const improve = (radio: Radio) => {
    const loss = lossOf(radio);
    if (!(loss < best.loss)) return false;
    best = { radio, loss };
    return true;
  };
  for (let nth = 0; nth < NEWTON_STEPS; nth++) {
    const base = best.radio;
    const step = newtonStep(base, expectation, setting);
    let share = 1;
    for (let tries = 0; tries < HALVINGS && !improve(stepped(base, step, share)); tries++) share /= 2;
    if (best.radio === base) break;
  }
  for (const by of SEARCH_STEPS) {
    for (const sign of [1, -1]) {
      improve({ ...best.radio, spread: best.radio.spread * Math.exp(sign * by) });
      improve({ ...best.radio, threshold: best.radio.threshold + sign * 10 * by });
      improve({ ...best.radio, blur: best.radio.blur * Math.exp(sign * by) });
    }
  }
  return best.radio;
}

function stepped({ atOne, exponent, gains, ...others }: Radio, step: Float64Array, share: number): Radio {
  return {
    ...others,
    atOne: atOne + share * step[0]!,
    exponent: Math.max(LEAST_EXPONENT, exponent + share * step[1]!),
    gains: gains.map((gain, nth) => gain + share * step[nth + 2]!),
  };
}

function expectedLoss(radio: Radio, expectation: Expectation, setting: RadioSetting): number {
  const { visits, heard, levels, squares, received } = expectation;
  const { losses, believed } = setting;
  const reception = { ...setting.reception, threshold: radio.threshold, blur: radio.blur };
  const logSpread = Math.log(radio.spread);
  let byLevel = 0;
  let byHearing = received.reduce((sum, level) => sum + logReceivedAt(level, reception), 0);
  losses.forEach((loss, beacon) => {
    for (let at = 0; at < loss.length; at++) {
      if (visits[at]! < UNVISITED) continue;
      const mean = radio.atOne + radio.gains[beacon]! - radio.exponent * loss[at]!;
      const readings = heard[beacon]![at]!;
      const off = squares[beacon]![at]! - 2 * mean * levels[beacon]![at]! + mean * mean * readings;
      byLevel -= off / (2 * radio.spread ** 2) + readings * logSpread;
      byHearing += (visits[at]! - readings) * logSilentAt(mean, radio.spread, reception);
    }
  });
  return penaltyOf(radio, setting) -
    (believed.level * byLevel + believed.hearing * byHearing) / READINGS_PER_INDEPENDENT_ONE;
}

/** Of atOne, exponent and the gains, in this order. */
function newtonStep(radio: Radio, expectation: Expectation, { centre, losses, reception, believed }: RadioSetting) {
  const size = losses.length + 2;
  const curvature = Array.from({ length: size }, () => new Float64Array(size));
  const gradient = new Float64Array(size);
  const deviation = Math.hypot(radio.spread, radio.blur);
  const ofLevel = believed.level / READINGS_PER_INDEPENDENT_ONE / radio.spread ** 2;
  const ofSilence = believed.hearing / READINGS_PER_INDEPENDENT_ONE;
  losses.forEach((loss, beacon) => {
    for (let at = 0; at < loss.length; at++) {
      const moments = expectation.visits[at]!;
      if (moments < UNVISITED) continue;
      const mean = radio.atOne + radio.gains[beacon]! - radio.exponent * loss[at]!;
      const readings = expectation.heard[beacon]![at]!;
      const below = (radio.threshold - mean) / deviation;
      const share = 1 - reception.missed;
      const ratio = share * normalDensity(below) / deviation / (reception.missed + share * normalCdf(below));
      const silent = ofSilence * (moments - readings);
      const slope = ofLevel * (expectation.levels[beacon]![at]! - mean * readings) - silent * ratio;
      const bend = ofLevel * readings + silent * Math.max(0, ratio * ratio + ratio * below / deviation);
      add(curvature, gradient, beacon + 2, [slope, bend, -loss[at]!]);
    }
  });
  const pull = (nth: number, value: number, mean: number, spread: number) => {
    gradient[nth]! -= (value - mean) / spread ** 2;
    curvature[nth]![nth]! += 1 / spread ** 2;
  };
  pull(0, radio.atOne, centre.atOne, PRIOR.atOne);
  pull(1, radio.exponent, centre.exponent, PRIOR.exponent);
  radio.gains.forEach((gain, nth) => pull(nth + 2, gain, 0, PRIOR.gain));
  return solve(curvature, gradient);
}

/** The mean moves by 1 with atOne and the beacon's gain, by `path` with the exponent. */
function add(
  curvature: readonly Float64Array[],
  gradient: Float64Array,
  gain: number,
  [slope, bend, path]: readonly [number, number, number],
): void {
  gradient[0]! += slope;
  gradient[1]! += slope * path;
  gradient[gain]! += slope;
  curvature[0]![0]! += bend;
  curvature[1]![1]! += bend * path * path;
  curvature[gain]![gain]! += bend;
  for (const [row, column, value] of [[0, 1, bend * path], [0, gain, bend], [1, gain, bend * path]] as const) {
    curvature[row]![column]! += value;
    curvature[column]![row]! += value;
  }
}
