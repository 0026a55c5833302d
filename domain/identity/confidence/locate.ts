import { calibrated } from "./calibrate.ts";
import type { Calibration, ConfidenceParameters } from "./parameters.ts";
import { forwardFilter, likeliest, type States } from "./forward_filter.ts";
import { statesByName } from "./states_by_name.ts";
import { planeOf, poolPartnerOf } from "./plane_of.ts";
import { pooled } from "./pooled.ts";
import type { BeaconPositions, Signal } from "./signal.ts";
import { momentsOf } from "./window.ts";

export type { BeaconPositions, Signal } from "./signal.ts";

interface Located {
  readonly beaconId: string;
  readonly confidence: number;
}

/** Where a reader may be: the share of each heard beacon of being the nearest one, before calibration. */
export type Shares = readonly { readonly beaconId: string; readonly share: number }[];

/**
 * `null` without a usable signal within the window; later ones than `at` are ignored. A plan without one of the heard
 * beacons is not used: that beacon may be the nearest. `positions` are cached by identity: a changed plan is a
 * new map.
 */
export function locate(
  signals: readonly Signal[],
  at: Date,
  parameters: ConfidenceParameters,
  positions?: BeaconPositions,
): Located | null {
  const weighed = weigh(signals, at, parameters, positions);
  if (weighed === null) return null;
  const [beaconId, share] = likeliest(weighed.shares);
  return { beaconId, confidence: calibrated(share, weighed.calibration) };
}

/** What {@link locate} goes by: every heard beacon's share, the largest first; of equal ones the first by name. */
export function sharesOf(...found: Parameters<typeof locate>): Shares {
  const shares = [...weigh(...found)?.shares ?? []].map(([beaconId, share]) => ({ beaconId, share }));
  return shares.sort((a, b) => b.share - a.share);
}

function weigh(
  signals: readonly Signal[],
  at: Date,
  parameters: ConfidenceParameters,
  positions?: BeaconPositions,
): { readonly shares: ReadonlyMap<string, number>; readonly calibration: Calibration } | null {
  const moments = momentsOf(signals, at, parameters.windowSeconds);
  if (moments.length === 0) return null;
  const heard = [...new Set(moments.flatMap(({ levels }) => [...levels.keys()]))].sort();
  const sharesIn = (states: States) => states.nearest(forwardFilter(states, moments));
  const plane = planeOf(parameters, heard, positions);
  const { calibration } = parameters;
  if (!plane) return { shares: sharesIn(statesByName(heard, parameters)), calibration: calibration.byName };
  const partner = poolPartnerOf(parameters);
  const other = partner && planeOf(partner, heard, positions);
  const shares = sharesIn(plane);
  return {
    shares: other ? pooled(shares, sharesIn(other), parameters.plane.pooled!) : shares,
    calibration: calibration.plane,
  };
}
