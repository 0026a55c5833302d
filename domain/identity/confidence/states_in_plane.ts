import type { BeaconPositions } from "./signal.ts";
import { AS_ANY_OTHER, type BeaconParameters, type ConfidenceParameters, type PlaneParameters } from "./parameters.ts";
import { logReceivedAt, receivedEmission } from "./reception.ts";
import { type BeaconEmission, type Steps, type TabledStates, tabledStates } from "./tabled_states.ts";

/** Lower bound of the distance, in units: the path-loss formula diverges at 0. */
const NEAREST = 0.5;
/** The smallest spread of levels, dB: a phone's resolution. */
const LEAST_SPREAD = 1.5;
/** Longer steps, in multiples of the typical one, are cut off: e^(−4.5) of the peak. */
const FARTHEST_STEP = 3;

/**
 * Points of a grid one unit wide, up to `reach` from a beacon. At distance d of a beacon:
 * - level ~ Normal(atOne + gain − 10 · exponent · log10 d, spread − spreadFall · log10 d), alike below `faintest`
 * - P(heard) = most · 1 / (1 + e^((d − halfAt) / slope − hearing))
 * - prior ∝ e^(−(distance to the nearest beacon / near)² / 2 + weight of that beacon)
 * Log-distance path loss with log-normal shadowing (Rappaport, "Wireless Communications", 2nd edition, 4.9). Both
 * likelihoods are raised to `believed`, below 1: readings in one place are not independent. A step has probability
 * 1 − e^(−stepsPerSecond · seconds) and weight e^(−(length / step)² / 2); rarely the device is anywhere, as after a
 * wrong clock. With `reception` hearing follows from the level instead: see `reception.ts`.
 */
export function statesInPlane(positions: BeaconPositions, { plane, beacons }: ConfidenceParameters): TabledStates {
  const ids = [...positions.keys()];
  const points = pointsAround([...positions.values()], plane.reach);
  const distances = ids.map((id) => distancesTo(points, positions.get(id)!));
  const nearestBeacon = nearestOf(distances);
  const prior = normalised(Float64Array.from(points, (_, at) => {
    const nth = nearestBeacon[at]!;
    const { weight } = beacons[ids[nth]!] ?? AS_ANY_OTHER;
    return Math.exp(-((distances[nth]![at]! / plane.near) ** 2) / 2 + weight);
  }));
  const { level, hearing, reception } = plane;
  return tabledStates({
    prior,
    beaconIds: ids,
    emissions: ids.map((id, nth) => emissionOf(distances[nth]!, plane, beacons[id] ?? AS_ANY_OTHER)),
    nearestBeacon,
    steps: stepsBetween(points, prior, plane.step),
    stepsPerSecond: plane.stepsPerSecond,
    leapsPerSecond: plane.leapsPerSecond,
    faintest: level.faintest,
    believed: { level: level.believed, hearing: hearing.believed },
    ...reception ? { logReceived: (level: number) => logReceivedAt(level, reception) } : {},
  });
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** From the beacons' lowest x and y: the result does not depend on the plan's origin. */
export function pointsAround(beacons: readonly Point[], reach: number): Point[] {
  const left = Math.min(...beacons.map(({ x }) => x));
  const bottom = Math.min(...beacons.map(({ y }) => y));
  const margin = Math.ceil(reach);
  const columns = new Map<string, Point>();
  for (const { x, y } of beacons) {
    const column = Math.round(x - left);
    const row = Math.round(y - bottom);
    for (let dx = -margin; dx <= margin; dx++) {
      for (let dy = -margin; dy <= margin; dy++) {
        const point = { x: left + column + dx, y: bottom + row + dy };
        if (Math.hypot(point.x - x, point.y - y) < reach) columns.set(`${column + dx} ${row + dy}`, point);
      }
    }
  }
  return [...columns.values()];
}

export function distancesTo(points: readonly Point[], at: Point): Float64Array {
  return Float64Array.from(points, ({ x, y }) => Math.hypot(x - at.x, y - at.y));
}

/** The place of the nearest beacon among `distances`, by point. @param distances by beacon and point */
export function nearestOf(distances: readonly Float64Array[]): number[] {
  return Array.from(
    distances[0] ?? [],
    (_, at) => distances.reduce((best, distance, nth) => distance[at]! < distances[best]![at]! ? nth : best, 0),
  );
}

function emissionOf(
  distance: Float64Array,
  { level, hearing, reception }: PlaneParameters,
  own: BeaconParameters,
): BeaconEmission {
  if (reception) return receivedEmission(distance, level, reception, own);
  const decades = (d: number) => Math.log10(Math.max(d, NEAREST));
  const isHeard = (d: number) => hearing.most / (1 + Math.exp((d - hearing.halfAt) / hearing.slope - own.hearing));
  return {
    mean: distance.map((d) => level.atOne + own.gain - 10 * level.exponent * decades(d)),
    spread: distance.map((d) => Math.max(level.spread - level.spreadFall * decades(d), LEAST_SPREAD)),
    logHeard: distance.map((d) => Math.log(isHeard(d) + 1e-4)),
    logSilent: distance.map((d) => Math.log1p(-isHeard(d))),
  };
}

function stepsBetween(points: readonly Point[], prior: Float64Array, step: number): Steps[] {
  return points.map((from) => {
    const to: number[] = [];
    const weights: number[] = [];
    points.forEach(({ x, y }, at) => {
      const length = Math.hypot(x - from.x, y - from.y) / step;
      if (length > FARTHEST_STEP) return;
      to.push(at);
      weights.push(prior[at]! * Math.exp(-(length ** 2) / 2));
    });
    return { to: Int32Array.from(to), share: normalised(Float64Array.from(weights)) };
  });
}

function normalised(weights: Float64Array): Float64Array {
  const sum = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / sum);
}
