import { calibrated } from "./calibrate.ts";
import type { Calibration, ConfidenceParameters } from "./parameters.ts";
import { forwardFilter, type States } from "./forward_filter.ts";
import { statesByName } from "./states_by_name.ts";
import { placesOf, planeOf, poolPartnerOf } from "./plane_of.ts";
import { pooled } from "./pooled.ts";
import type { BeaconPositions, Signal } from "./signal.ts";
import { momentsOf } from "./window.ts";

export type { BeaconPositions, Signal } from "./signal.ts";

interface Located {
  readonly beaconId: string;
  readonly confidence: number;
}

/**
 * `null` without a usable signal within the window; later ones than `at` are ignored. A plan without one of the heard
 * beacons is not used: that beacon may be the nearest. Learned places likewise. `positions` are cached by identity: a changed plan is a new map.
 */
export function locate(
  signals: readonly Signal[],
  at: Date,
  parameters: ConfidenceParameters,
  positions?: BeaconPositions,
): Located | null {
  const moments = momentsOf(signals, at, parameters.windowSeconds);
  if (moments.length === 0) return null;
  const heard = [...new Set(moments.flatMap(({ levels }) => [...levels.keys()]))].sort();
  const sharesIn = (states: States) => states.nearest(forwardFilter(states, moments));
  const plane = planeOf(parameters, heard, positions);
  const { calibration } = parameters;
  if (!plane) {
    return likeliest(sharesIn(placesOf(parameters, heard) ?? statesByName(heard, parameters)), calibration.byName);
  }
  const partner = poolPartnerOf(parameters);
  const other = partner && planeOf(partner, heard, positions);
  const shares = sharesIn(plane);
  return likeliest(
    other ? pooled(shares, sharesIn(other), parameters.plane.pooled!) : shares,
    calibration.plane,
  );
}

function likeliest(shares: ReadonlyMap<string, number>, calibration: Calibration): Located {
  const [beaconId, share] = [...shares].reduce((best, other) => other[1] > best[1] ? other : best);
  return { beaconId, confidence: calibrated(share, calibration) };
}
