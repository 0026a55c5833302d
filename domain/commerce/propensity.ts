import type { Selection } from "./order.ts";
import { AGE_POLICY, GENDER_POLICY, GRADE_POLICY, REGION_POLICY } from "./policies/demographics.ts";
import { LIFE_EVENT_POLICIES } from "./policies/life_events.ts";
import { MARKETING_POLICY } from "./policies/marketing.ts";
import { TIME_OF_DAY_POLICY } from "./policies/time_of_day.ts";
import type { PropensityPolicy } from "./propensity_policy.ts";
import type { SeoulTime } from "./seoul_time.ts";
import type { User } from "./user.ts";

/** The seed's formula. */
export const DEFAULT_POLICIES: readonly PropensityPolicy[] = [
  AGE_POLICY,
  GENDER_POLICY,
  GRADE_POLICY,
  REGION_POLICY,
  TIME_OF_DAY_POLICY,
  MARKETING_POLICY,
  ...LIFE_EVENT_POLICIES,
];

/** Daily × hourly factors, in this order: a cached daily product yields the exact same number. */
export function propensityScore(
  user: User,
  at: SeoulTime,
  policies: readonly PropensityPolicy[] = DEFAULT_POLICIES,
): number {
  let steady = 1;
  let hourly = 1;
  for (const policy of policies) {
    if (policy.isHourly) hourly *= policy.factor(user, at);
    else steady *= policy.factor(user, at);
  }
  return steady * hourly;
}

/** Relative to other customers. Factors of 1 are left out of the explanation, which is stored with every order. */
export function propensity(
  user: User,
  at: SeoulTime,
  policies: readonly PropensityPolicy[] = DEFAULT_POLICIES,
): Selection {
  const factors: { name: string; value: number }[] = [];
  for (const policy of policies) {
    const value = policy.factor(user, at);
    if (value !== 1) factors.push({ name: policy.name, value });
  }
  return { score: propensityScore(user, at, policies), factors };
}
