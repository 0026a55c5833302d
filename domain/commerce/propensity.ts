import type { Selection } from "./order.ts";
import { AGE_POLICY, GENDER_POLICY, GRADE_POLICY, REGION_POLICY } from "./policies/demographics.ts";
import { LIFE_EVENT_POLICIES } from "./policies/life_events.ts";
import { MARKETING_POLICY } from "./policies/marketing.ts";
import { TIME_OF_DAY_POLICY } from "./policies/time_of_day.ts";
import type { PropensityPolicy } from "./propensity_policy.ts";
import type { SeoulTime } from "./seoul_time.ts";
import type { User } from "./user.ts";

/** Base (demographics) × time of day × marketing boost × life events, as the seed's formula has it. */
export const DEFAULT_POLICIES: readonly PropensityPolicy[] = [
  AGE_POLICY,
  GENDER_POLICY,
  GRADE_POLICY,
  REGION_POLICY,
  TIME_OF_DAY_POLICY,
  MARKETING_POLICY,
  ...LIFE_EVENT_POLICIES,
];

/**
 * The score alone: what is steady within a day × what is hourly, in this order, so that whoever keeps the first comes to
 * exactly the same number.
 */
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

/**
 * How likely a customer is to buy at a time, relative to others, and why.
 *
 * The score is the product of all factors. Factors of 1 are left out of the explanation: it travels with every order.
 *
 * @param policies what speaks; scenarios are added as `[...DEFAULT_POLICIES, ...scenarios]`
 */
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
