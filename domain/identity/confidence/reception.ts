import { normalCdf } from "./normal_cdf.ts";
import type { BeaconParameters, PlaneParameters } from "./parameters.ts";
import type { BeaconEmission } from "./tabled_states.ts";

export type Reception = NonNullable<PlaneParameters["reception"]>;

/** Floor of probabilities: a single stray reading rules out no place. */
const LEAST = 1e-6;

/**
 * A receiver that loses what is too faint, so that levels and silence tell of one thing (a censored normal variable:
 * Tobin, "Estimation of relationships for limited dependent variables", 1958). At distance d of a beacon:
 * - level ~ Normal(atOne + gain − 10 · exponent · log10 √(d² + height²), spread)
 * - P(received | level) = (1 − missed) · Φ((level − threshold) / blur)
 * hence P(silent) = missed + (1 − missed) · Φ((threshold − mean) / √(spread² + blur²)).
 */
export function receivedEmission(
  distance: Float64Array,
  level: PlaneParameters["level"],
  reception: Reception,
  { gain }: Pick<BeaconParameters, "gain">,
): BeaconEmission {
  const loss = pathLoss(distance, reception.height);
  const mean = loss.map((decibels) => level.atOne + gain - level.exponent * decibels);
  return {
    mean,
    spread: new Float64Array(distance.length).fill(level.spread),
    // Part of `logReceivedAt`: it depends on the level alone.
    logHeard: new Float64Array(distance.length),
    logSilent: mean.map((expected) => logSilentAt(expected, level.spread, reception)),
  };
}

/** 10 · log10 of the distance in space. */
export function pathLoss(distance: Float64Array, height: number): Float64Array {
  return distance.map((d) => 10 * Math.log10(Math.hypot(d, height)));
}

export function logSilentAt(mean: number, spread: number, { threshold, blur, missed }: Reception): number {
  return Math.log(missed + (1 - missed) * normalCdf((threshold - mean) / Math.hypot(spread, blur)));
}

export function logReceivedAt(level: number, { threshold, blur, missed }: Reception): number {
  return Math.log((1 - missed) * normalCdf((level - threshold) / blur) + LEAST);
}
