import type { Random } from "../shared/random.ts";
import { WeightedChoice } from "../shared/weighted_choice.ts";
import type { Selection } from "./order.ts";
import { DEFAULT_POLICIES, propensity, propensityScore } from "./propensity.ts";
import type { PropensityPolicy } from "./propensity_policy.ts";
import type { SeoulTime } from "./seoul_time.ts";
import type { User } from "./user.ts";

/** How many of the pool come into question, highest scores first (seed "구매 성향 상위 200명"). */
export const CANDIDATES = 200;

/** A customer with the score that brought them here. */
export interface Candidate {
  readonly user: User;
  readonly selection: Selection;
}

export interface SelectionOptions {
  readonly candidates?: number;
  readonly policies?: readonly PropensityPolicy[];
}

/** The highest scores of a pool, highest first; equal scores by id, so that the same pool always gives the same list. */
export function topCandidates(pool: readonly User[], at: SeoulTime, options: SelectionOptions = {}): Candidate[] {
  const { candidates = CANDIDATES, policies = DEFAULT_POLICIES } = options;
  const scores = Float64Array.from(pool, (user) => propensityScore(user, at, policies));
  // Numbers alone are sorted several times faster than people; only those who reach the last place are put in order.
  const least = scores.toSorted().at(-candidates) ?? 0;
  return pool
    .filter((_, index) => scores[index]! >= least)
    .map((user) => ({ user, selection: propensity(user, at, policies) }))
    .sort((a, b) => b.selection.score - a.selection.score || (a.user.userId < b.user.userId ? -1 : 1))
    .slice(0, candidates);
}

/** Who buys next: one of the candidates, with a chance in proportion to the score. `null` when the pool is empty. */
export function selectionFrom(
  pool: readonly User[],
  at: SeoulTime,
  options: SelectionOptions = {},
): ((random: Random) => Candidate) | null {
  const top = topCandidates(pool, at, options);
  if (top.length === 0) return null;
  const choice = new WeightedChoice(top, ({ selection }) => selection.score);
  return (random) => choice.draw(random);
}
