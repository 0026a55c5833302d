import type { PropensityPolicy } from "../propensity_policy.ts";
import { POPULATION } from "./population.ts";
import { type AgeGroup, ageGroup } from "../user.ts";

/** Factor for each hour from 0 to 23, Seoul time; the mean of a day is near 1. The model's own figures. */
// deno-fmt-ignore
const HOURS: Readonly<Record<AgeGroup, readonly number[]>> = {
  "10s":  [0.9, 0.5, 0.3, 0.2, 0.2, 0.2, 0.4, 0.7, 0.5, 0.4, 0.5, 0.6, 1.1, 0.8, 0.6, 0.8, 1.3, 1.6, 1.5, 1.6, 1.9, 2.1, 2.0, 1.5],
  "20s":  [1.6, 1.1, 0.7, 0.4, 0.3, 0.3, 0.3, 0.5, 0.7, 0.8, 0.9, 1.0, 1.3, 1.1, 1.0, 1.0, 1.0, 1.0, 1.1, 1.3, 1.5, 1.8, 2.0, 1.9],
  "30s":  [1.2, 0.7, 0.4, 0.2, 0.2, 0.3, 0.4, 0.7, 0.9, 1.1, 1.2, 1.2, 1.5, 1.3, 1.1, 1.0, 1.0, 1.0, 1.0, 1.2, 1.5, 1.8, 1.9, 1.6],
  "40s":  [0.9, 0.5, 0.3, 0.2, 0.2, 0.3, 0.5, 0.7, 1.0, 1.3, 1.4, 1.3, 1.4, 1.3, 1.2, 1.1, 1.1, 1.0, 1.0, 1.2, 1.5, 1.7, 1.6, 1.2],
  "50s":  [0.6, 0.3, 0.2, 0.2, 0.2, 0.4, 0.7, 0.9, 1.2, 1.5, 1.6, 1.5, 1.3, 1.3, 1.4, 1.3, 1.2, 1.1, 1.1, 1.3, 1.5, 1.4, 1.1, 0.8],
  "60s+": [0.4, 0.2, 0.2, 0.2, 0.3, 0.6, 0.9, 1.2, 1.5, 1.8, 1.8, 1.6, 1.3, 1.4, 1.5, 1.4, 1.3, 1.1, 1.1, 1.3, 1.2, 0.9, 0.6, 0.4],
};

export const TIME_OF_DAY_POLICY: PropensityPolicy = {
  name: "time_of_day",
  isHourly: true,
  factor: ({ age }, { hour }) => {
    const group = ageGroup(age);
    return group === null ? 1 : HOURS[group][hour]!;
  },
};

/** An hour's share of a day's purchases in Seoul over all age groups; the 24 shares sum to 1. */
export function hourlyShare(hour: number): number {
  return SHARES[hour]!;
}

const SHARES = shares();

function shares(): readonly number[] {
  const sums = new Array<number>(24).fill(0);
  for (const { from, M, F } of POPULATION) {
    for (const [hour, factor] of HOURS[ageGroup(from)!].entries()) sums[hour]! += factor * (M + F);
  }
  const all = sums.reduce((sum, each) => sum + each, 0);
  return sums.map((each) => each / all);
}
