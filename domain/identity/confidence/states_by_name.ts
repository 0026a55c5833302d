import type { ConfidenceParameters } from "./parameters.ts";
import type { States } from "./forward_filter.ts";

/**
 * For a store without a plan: at one of the heard beacons, or one not heard. Levels are normal in dB, equally spread
 * (log-normal shadowing; Rappaport, "Wireless Communications", 2nd edition, 4.9), so the log-likelihood ratio is
 * ln p(level | nearest) − ln p(level | not) = slope · (level − halfway); `missed` if the nearest beacon is silent.
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
