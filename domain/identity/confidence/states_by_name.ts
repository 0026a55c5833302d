import type { ConfidenceParameters } from "./parameters.ts";
import type { States } from "./forward_filter.ts";

/**
 * States of a store without a plan: at one of the heard beacons, or at one that was not heard. All have equal priors.
 *
 * A beacon's level is normally distributed in dB around one mean if it is the nearest and around a lower mean otherwise
 * (log-normal shadowing; Rappaport, "Wireless Communications", 2nd edition, 4.9), with equal spread. The log-likelihood
 * ratio is then linear in the level:
 *
 * ln p(level | nearest) − ln p(level | not) = slope · (level − halfway)
 *
 * A moment at which the nearest beacon is silent has the factor `missed`. Within `seconds` the device changes its state
 * with probability 1 − e^(−moving · seconds), uniformly.
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
