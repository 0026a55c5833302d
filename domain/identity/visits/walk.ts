import { normal } from "../../shared/normal.ts";
import { pick, type Random } from "../../shared/random.ts";
import { distanceTo, type PlacedBeacon, type Point, type SimulatedStore } from "./simulated_store.ts";

/** In milliseconds since 1970; between two stays the customer walks straight. */
interface Stay extends Point {
  readonly from: number;
  readonly until: number;
}

export interface Walk {
  readonly store: SimulatedStore;
  /** At least two, sorted. */
  readonly stays: readonly Stay[];
  readonly leavesAt: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** Units (about metres) per second. */
const PACE = 0.7;
/** Units along each axis: less than half of the distance between beacons. */
const ASIDE = 0.6;
const SITS_DOWN = 0.75;
const ORDERS_AGAIN = 0.2;

export const LONGEST_VISIT_MS = 120 * MINUTE;

export function planWalk(random: Random, store: SimulatedStore, arrivesAt: number): Walk {
  const { entrance, counter, tables } = store;
  const table = pick(random, tables);
  const sits = random() < SITS_DOWN;
  const again = sits && random() < ORDERS_AGAIN;
  const plan: (readonly [PlacedBeacon, typicalMs: number])[] = [
    [entrance, 12 * SECOND],
    [counter, 2.5 * MINUTE],
    ...(sits ? [[table, 22 * MINUTE] as const] : []),
    ...(again ? [[counter, 1.5 * MINUTE] as const, [table, 12 * MINUTE] as const] : []),
    [entrance, 6 * SECOND],
  ];
  const stays: Stay[] = [];
  for (const [beacon, typical] of plan) {
    const place = { x: beacon.x + ASIDE * normal(random), y: beacon.y + ASIDE * normal(random) };
    const last = stays.at(-1);
    const from = last ? last.until + distanceTo(last, place) / PACE * SECOND : arrivesAt;
    const until = Math.min(from + typical * Math.exp(0.5 * normal(random)), arrivesAt + LONGEST_VISIT_MS);
    stays.push({ ...place, from, until: Math.max(from, until) });
  }
  return { store, stays, leavesAt: stays.at(-1)!.until };
}

/** Clamped to the ends of the visit. */
export function placeAt({ stays }: Walk, at: number): Point {
  const next = stays.findIndex(({ from }) => from > at);
  if (next === 0) return stays[0]!;
  const here = stays.at(next < 0 ? -1 : next - 1)!;
  const there = stays[next];
  if (!there || at <= here.until) return here;
  const share = (at - here.until) / (there.from - here.until);
  return { x: here.x + share * (there.x - here.x), y: here.y + share * (there.y - here.y) };
}
