import { HOUR_MS } from "../../shared/durations.ts";
import { seededRandom } from "../../shared/random.ts";
import { simulatedStore } from "./simulated_store.ts";
import { planWalk } from "./walk.ts";

const SEOUL_OFFSET_HOURS = 9;
const SAMPLED_WALKS = 400;

/** Percent of a day's visitors by hour in Seoul; the model's own figures. */
// deno-fmt-ignore
const HOURS = [0, 0, 0, 0, 0, 0, 1, 4, 8, 7, 6, 8, 13, 11, 7, 6, 5, 5, 6, 5, 4, 2, 1, 1];

/** Per second, at a time in milliseconds since 1970. */
export type Arrivals = (at: number) => number;

export function byTheHour(visitsPerDay: number): Arrivals {
  return (at) => visitsPerDay * HOURS[(Math.floor(at / HOUR_MS) + SEOUL_OFFSET_HOURS) % 24]! / 100 / 3_600;
}

export function always(present: number, seed: string): Arrivals {
  const perSecond = present / (meanVisitMs(seed) / 1_000);
  return () => perSecond;
}

function meanVisitMs(seed: string): number {
  const random = seededRandom(`${seed}/mean visit`);
  const store = simulatedStore(seed, 1);
  const sum = Array.from({ length: SAMPLED_WALKS }, () => planWalk(random, store, 0).leavesAt)
    .reduce((sum, length) => sum + length, 0);
  return sum / SAMPLED_WALKS;
}
