import type { BeaconPositions, Signal } from "./signal.ts";
import { locate } from "./locate.ts";
import type { ConfidenceParameters } from "./parameters.ts";
import type { Judged } from "./scores.ts";

export interface LabelledMoment {
  readonly at: Date;
  readonly signals: readonly Signal[];
  readonly nearestBeacon: string;
}

/** Moments of one device, sorted by time; one without a usable signal counts as wrong with confidence 0. */
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
