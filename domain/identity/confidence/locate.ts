import { calibrated } from "./calibrate.ts";
import type { ConfidenceParameters } from "./parameters.ts";
import { forwardFilter, type HeardMoment, type States } from "./forward_filter.ts";
import { statesByName } from "./states_by_name.ts";
import { planeOf } from "./plane_of.ts";
import type { BeaconPositions, Signal } from "./signal.ts";
import { momentsOf } from "./window.ts";

export type { BeaconPositions, Signal } from "./signal.ts";

interface Located {
  readonly beaconId: string;
  readonly confidence: number;
}

/**
 * Returns which beacon a device is nearest to at a moment, with its probability; `null` without a usable signal within
 * the window.
 *
 * If positions are given, or the store has a plan, states are points in the plane and silent beacons are evidence;
 * otherwise states are the heard beacons. Each has its own calibration. If a heard beacon is not on the plan, the plan
 * is not used: that beacon may be the nearest.
 *
 * @param signals of one device, in any order; later ones than `at` are ignored
 * @param positions cached by identity: a changed plan must be a new map
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
  const plane = planeOf(parameters, heard, positions);
  return plane
    ? likeliest(plane, moments, parameters.calibration.plane)
    : likeliest(statesByName(heard, parameters), moments, parameters.calibration.byName);
}

function likeliest(
  states: States,
  moments: readonly HeardMoment[],
  calibration: ConfidenceParameters["calibration"]["plane"],
): Located {
  const shares = [...states.nearest(forwardFilter(states, moments))];
  const [beaconId, share] = shares.reduce((best, other) => other[1] > best[1] ? other : best);
  return { beaconId, confidence: calibrated(share, calibration) };
}
