import type { BeaconPositions, Signal } from "./signal.ts";
import { locate } from "./locate.ts";
import type { ConfidenceParameters } from "./parameters.ts";
import type { Judged } from "./scores.ts";

/** What one device heard at one moment, and the beacon that it truly was nearest to. */
export interface LabelledMoment {
  readonly at: Date;
  readonly signals: readonly Signal[];
  readonly nearestBeacon: string;
}

/**
 * The model's answer to each moment of one device, judged by the truth. A moment is answered from what was heard then and
 * before, never later; where nothing usable was heard the answer is none and counts as wrong with confidence 0.
 *
 * @param moments in the order of time
 */
export function evaluate(
  moments: readonly LabelledMoment[],
  parameters: ConfidenceParameters,
  positions?: BeaconPositions,
): Judged[] {
  let oldest = 0;
  return moments.map(({ at, nearestBeacon }, nth) => {
    while (at.getTime() - moments[oldest]!.at.getTime() > parameters.windowSeconds * 1000) oldest++;
    const window = moments.slice(oldest, nth + 1).flatMap(({ signals }) => signals);
    const located = locate(window, at, parameters, positions);
    return { confidence: located?.confidence ?? 0, right: located?.beaconId === nearestBeacon };
  });
}
