import { calibrated } from "./calibrate.ts";
import type { ConfidenceParameters } from "./parameters.ts";
import { forwardFilter, type HeardMoment, type States } from "./forward_filter.ts";
import { statesByName } from "./states_by_name.ts";
import { planeOf } from "./plane_of.ts";
import type { BeaconPositions, Signal } from "./signal.ts";
import { momentsOf } from "./window.ts";

export type { BeaconPositions, Signal } from "./signal.ts";

/** The beacon that the device is most likely nearest to, and how likely that is. */
interface Located {
  readonly beaconId: string;
  /** A probability, 0 to 1. */
  readonly confidence: number;
}

/**
 * Which beacon a device is nearest to at a moment, and how likely that is right; `null` where nothing usable was heard
 * within the window.
 *
 * Where the beacons are known, here or in the store's plan, the device is looked for in the plane, and beacons that were not
 * heard speak too; otherwise among the beacons that were heard. Both are the same filter, calibrated on
 * labelled readings each for itself. A heard beacon that is on no plan makes the plan useless: it may be the nearest one.
 *
 * @param signals of one device, in any order; what is later than `at` is left out
 * @param positions read once for each map: a plan that changes is a new map
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
