import { median } from "simple-statistics";
import type { Figure, Sample } from "./sample.ts";

export interface Growth {
  readonly figure: Figure;
  readonly first: number;
  readonly last: number;
  /** last / first - 1; 0.05 is five percent more. */
  readonly growth: number;
  readonly grew: boolean;
}

/** Allowed growth: a share, or an absolute number for short peaks. */
const ALLOWED: Readonly<Record<Figure, { readonly share: number; readonly pieces: number }>> = {
  residentBytes: { share: 0.05, pieces: 0 },
  // The collector decides when the heap shrinks; a leak shows in both.
  heapBytes: { share: 0.1, pieces: 4 * 1024 * 1024 },
  timers: { share: 0.05, pieces: 3 },
  listeners: { share: 0, pieces: 1 },
  descriptors: { share: 0.05, pieces: 3 },
};
const FEWEST_SAMPLES = 8;

/** Of medians: a single peak has no effect, a steady climb its full one. `null` if there are too few samples. */
export function judgeGrowth(samples: readonly Sample[], warmUpSeconds: number): Growth[] | null {
  const steady = samples.filter(({ at }) => at >= warmUpSeconds);
  if (steady.length < FEWEST_SAMPLES) return null;
  const quarter = Math.floor(steady.length / 4);
  return (Object.keys(ALLOWED) as Figure[]).map((figure) => {
    const of = (part: readonly Sample[]) => median(part.map((sample) => sample[figure]));
    const first = of(steady.slice(0, quarter));
    const last = of(steady.slice(-quarter));
    const { share, pieces } = ALLOWED[figure];
    return {
      figure,
      first,
      last,
      growth: first === 0 ? (last === 0 ? 0 : Infinity) : last / first - 1,
      grew: last > first * (1 + share) + pieces,
    };
  });
}
