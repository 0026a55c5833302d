import type { BeaconPositions } from "./signal.ts";
import type { BeaconParameters, ConfidenceParameters, PlaneParameters } from "./parameters.ts";
import type { States } from "./forward_filter.ts";

/** Nearer than this many units the path-loss formula, which goes to infinity, is not believed. */
const NEAREST = 0.5;
/** The smallest spread of levels, dB: a phone's own steps. */
const LEAST_SPREAD = 1.5;
/** A step further than this many times the typical one is left out: e^(−4.5) of the nearest. */
const FARTHEST_STEP = 3;
const AS_ANY_OTHER: BeaconParameters = { weight: 0, hearing: 0, gain: 0 };

/**
 * The places of a store whose beacons' positions are known: the points of a grid one unit wide, as far as `reach` from
 * a beacon. What happens at a point at distance d of a beacon:
 *
 *     level ~ Normal(atOne + gain − 10 · exponent · log10 d,  spread − spreadFall · log10 d)
 *     P(heard) = most · 1 / (1 + e^((d − halfAt) / slope − hearing))
 *     prior ∝ e^(−(distance to the nearest beacon / near)² / 2 + weight of that beacon)
 *
 * The level is the log-distance path loss with log-normal shadowing (Rappaport, "Wireless Communications", 2nd edition,
 * 4.9). Levels vary more near a beacon than far away, so a very weak one would come to speak for the near; below `faintest`,
 * where a receiver can hardly tell levels apart, they all count alike. What reaches a phone at all is an S-curve of the distance, so a beacon's silence is evidence too. Both are raised
 * to a power below 1 (`believed`), since readings a second apart in one place share their shadows: taken as independent
 * they would say the same thing several times.
 *
 * Within some seconds the device takes a step with probability 1 − e^(−stepsPerSecond · seconds), to a point nearby with
 * the prior times e^(−(length / step)² / 2); and, rarely, it is anywhere: a reading came from another device's pocket, or
 * the clock was wrong.
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

/** The grid's origin is the lowest x and y of the beacons, so that moving the whole plan changes nothing. */
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

/** What one beacon makes of each point. */
interface BeaconTable {
  readonly distance: Float64Array;
  readonly mean: Float64Array;
  readonly spread: Float64Array;
  /** Logarithms of the probability to be heard at a moment and not to be, to the power in which they are believed. */
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

/** From each point, the points that a step may lead to, and with which probability. */
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
