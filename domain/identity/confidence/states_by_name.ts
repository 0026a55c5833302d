import type { ConfidenceParameters } from "./parameters.ts";
import type { States } from "./forward_filter.ts";

/**
 * The places of a store of which no plan is known: at one of the beacons that were heard, or elsewhere, at one that was
 * not. All are equally likely beforehand.
 *
 * A beacon's level is normally distributed in dB around one mean where it is the nearest one and around a lower mean
 * where it is not (log-normal shadowing; Rappaport, "Wireless Communications", 2nd edition, 4.9), with the same spread.
 * The likelihood ratio of the two is then exponential in the level, and the probability logistic in it:
 *
 *     ln p(level | nearest) − ln p(level | not) = slope · (level − halfway)
 *
 * A beacon that is nearest and yet not heard at a moment makes that moment less likely by the factor `missed`. Within
 * `seconds` the device leaves its place with probability 1 − e^(−moving · seconds), for any place alike.
 */
export function statesByName(heard: readonly string[], { byName }: ConfidenceParameters): States {
  const size = heard.length + 1;
  const prior = new Float64Array(size).fill(1 / size);
  const missed = Math.log(byName.missed);
  return {
    prior,
    transition: (belief, seconds) => {
      const left = 1 - Math.exp(-byName.movesPerSecond * seconds);
      return belief.map((share) => (1 - left) * share + left / size);
    },
    logEmission: (levels) => {
      const ratios = new Float64Array(size).fill(missed);
      heard.forEach((beaconId, at) => {
        const level = levels.get(beaconId);
        if (level !== undefined) ratios[at] = byName.slope * (level - byName.halfway);
      });
      return ratios;
    },
    nearest: (belief) => new Map(heard.map((beaconId, at) => [beaconId, belief[at]!])),
  };
}
