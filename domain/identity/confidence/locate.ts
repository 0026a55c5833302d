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
 * `null` without a usable signal within the window; later ones than `at` are ignored. A plan without one of the heard
 * beacons is not used: that beacon may be the nearest. `positions` are cached by identity: a changed plan is a new map.
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
