import type { BeaconPositions } from "./signal.ts";
import type { BeaconParameters, ConfidenceParameters, PlaneParameters } from "./parameters.ts";
import type { States } from "./forward_filter.ts";

/** Lower bound of the distance, in units: the path-loss formula diverges at 0. */
const NEAREST = 0.5;
/** The smallest spread of levels, dB: a phone's resolution. */
const LEAST_SPREAD = 1.5;
/** Longer steps, in multiples of the typical one, are cut off: e^(−4.5) of the peak. */
const FARTHEST_STEP = 3;
const AS_ANY_OTHER: BeaconParameters = { weight: 0, hearing: 0, gain: 0 };

/**
 * Points of a grid one unit wide, up to `reach` from a beacon. At distance d of a beacon:
 * - level ~ Normal(atOne + gain − 10 · exponent · log10 d, spread − spreadFall · log10 d), alike below `faintest`
 * - P(heard) = most · 1 / (1 + e^((d − halfAt) / slope − hearing))
 * - prior ∝ e^(−(distance to the nearest beacon / near)² / 2 + weight of that beacon)
 * Log-distance path loss with log-normal shadowing (Rappaport, "Wireless Communications", 2nd edition, 4.9). Both
 * likelihoods are raised to `believed`, below 1: readings in one place are not independent. A step has probability
 * 1 − e^(−stepsPerSecond · seconds) and weight e^(−(length / step)² / 2); rarely the device is anywhere, as after a
 * wrong clock.
 */
export function statesInPlane(positions: BeaconPositions, { plane, beacons }: ConfidenceParameters): States {
  const ids = [...positions.keys()];
  const points = pointsAround([...positions.values()], plane.reach);
  const tables = ids.map((id) => tableOf(points, positions.get(id)!, plane, beacons[id] ?? AS_ANY_OTHER));
  const index = new Map(ids.map((id, nth) => [id, nth]));
  const nearest = points.map((_, at) =>
    tables.reduce((best, { distance }, nth) => distance[at]! < tables[best]!.distance[at]! ? nth : best, 0)
  );
  const prior = normalised(Float64Array.from(points, (_, at) => {
    const { weight } = beacons[ids[nearest[at]!]!] ?? AS_ANY_OTHER;
    return Math.exp(-((tables[nearest[at]!]!.distance[at]! / plane.near) ** 2) / 2 + weight);
  }));
  const allSilent = Float64Array.from(points, (_, at) => tables.reduce((sum, { silent }) => sum + silent[at]!, 0));
  const steps = stepsBetween(points, prior, plane.step);
  return {
    prior,
    transition: (belief, seconds) => {
      const stepped = 1 - Math.exp(-plane.stepsPerSecond * seconds);
      const anywhere = 1 - Math.exp(-plane.leapsPerSecond * seconds);
      const after = belief.map((share) => (1 - stepped) * share);
      steps.forEach(({ to, share }, from) => {
        const leaving = stepped * belief[from]!;
        for (let nth = 0; nth < to.length; nth++) after[to[nth]!]! += leaving * share[nth]!;
      });
      return after.map((share, at) => (1 - anywhere) * share + anywhere * prior[at]!);
    },
    logEmission: (levels) => {
      const sum = Float64Array.from(allSilent);
      for (const [beaconId, level] of levels) {
        const table = tables[index.get(beaconId) ?? -1];
        if (!table) continue;
        const { silent, heard, mean, spread } = table;
        const loud = Math.max(level, plane.level.faintest);
        for (let at = 0; at < sum.length; at++) {
          const off = (loud - mean[at]!) / spread[at]!;
          sum[at]! += heard[at]! - silent[at]! - plane.level.believed * (off * off / 2 + Math.log(spread[at]!));
        }
      }
      return sum;
    },
    nearest: (belief) => {
      const shares = new Map(ids.map((id) => [id, 0]));
      belief.forEach((share, at) => shares.set(ids[nearest[at]!]!, shares.get(ids[nearest[at]!]!)! + share));
      return shares;
    },
  };
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

interface BeaconTable {
  readonly distance: Float64Array;
  readonly mean: Float64Array;
  readonly spread: Float64Array;
  readonly heard: Float64Array;
  readonly silent: Float64Array;
}

function tableOf(points: readonly Point[], at: Point, { level, hearing }: PlaneParameters, own: BeaconParameters) {
  const of = (value: (distance: number) => number) => distance.map(value);
  const distance = Float64Array.from(points, ({ x, y }) => Math.hypot(x - at.x, y - at.y));
  const decades = (d: number) => Math.log10(Math.max(d, NEAREST));
  const isHeard = (d: number) => hearing.most / (1 + Math.exp((d - hearing.halfAt) / hearing.slope - own.hearing));
  return {
    distance,
    mean: of((d) => level.atOne + own.gain - 10 * level.exponent * decades(d)),
    spread: of((d) => Math.max(level.spread - level.spreadFall * decades(d), LEAST_SPREAD)),
    heard: of((d) => hearing.believed * Math.log(isHeard(d) + 1e-4)),
    silent: of((d) => hearing.believed * Math.log1p(-isHeard(d))),
  } satisfies BeaconTable;
}

function stepsBetween(points: readonly Point[], prior: Float64Array, step: number) {
  return points.map((from) => {
    const to: number[] = [];
    const weights: number[] = [];
    points.forEach(({ x, y }, at) => {
      const length = Math.hypot(x - from.x, y - from.y) / step;
      if (length > FARTHEST_STEP) return;
      to.push(at);
      weights.push(prior[at]! * Math.exp(-(length ** 2) / 2));
    });
    return { to, share: normalised(Float64Array.from(weights)) };
  });
}

function normalised(weights: Float64Array): Float64Array {
  const sum = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / sum);
}
