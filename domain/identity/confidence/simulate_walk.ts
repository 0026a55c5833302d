import type { Random } from "../../shared/random.ts";
import type { LabelledMoment } from "./evaluate.ts";
import { heardLevel } from "./heard_level.ts";
import type { ConfidenceParameters } from "./parameters.ts";
import { pointsAround, statesInPlane } from "./states_in_plane.ts";
import type { BeaconPositions, Signal } from "./signal.ts";

interface WalkOptions {
  readonly moments: number;
  readonly secondsBetween: number;
  readonly from: Date;
}

/**
 * From the model, with the beacons' gains where there is a `reception`, otherwise without parameters of single beacons.
 * Moments without a heard beacon are left out.
 */
export function simulateWalk(
  random: Random,
  positions: BeaconPositions,
  parameters: ConfidenceParameters,
  { moments, secondsBetween, from }: WalkOptions,
): LabelledMoment[] {
  const states = statesInPlane(positions, parameters);
  const points = pointsAround([...positions.values()], parameters.plane.reach);
  const certain = (place: number) => Float64Array.from(points, (_, at) => at === place ? 1 : 0);
  let place = drawn(random, states.prior);
  return Array.from({ length: moments }, (_, nth): LabelledMoment => {
    if (nth > 0) place = drawn(random, states.transition(certain(place), secondsBetween));
    const { x, y } = points[place]!;
    const at = new Date(from.getTime() + nth * secondsBetween * 1000);
    const distances = [...positions].map(([id, beacon]) => [id, Math.hypot(x - beacon.x, y - beacon.y)] as const);
    const [nearestBeacon] = distances.reduce((best, other) => other[1] < best[1] ? other : best);
    const signals = distances.flatMap(([beaconId, distance]): Signal[] => {
      const rssi = heardLevel(random, distance, parameters.plane, parameters.beacons[beaconId]?.gain);
      return rssi === null ? [] : [{ beaconId, rssi, at }];
    });
    return { at, signals, nearestBeacon };
  }).filter(({ signals }) => signals.length > 0);
}

function drawn(random: Random, shares: Float64Array): number {
  let left = random();
  const place = shares.findIndex((share) => (left -= share) < 0);
  return place < 0 ? shares.length - 1 : place;
}
