import type { Random } from "../shared/random.ts";
import { WeightedChoice } from "../shared/weighted_choice.ts";
import type { Selection } from "./order.ts";
import { DEFAULT_POLICIES, propensity, propensityScore } from "./propensity.ts";
import type { PropensityPolicy } from "./propensity_policy.ts";
import type { SeoulTime } from "./seoul_time.ts";
import type { User } from "./user.ts";

/** Customers considered, highest scores first (seed "구매 성향 상위 200명"). */
const CANDIDATES = 200;

export interface Candidate {
  readonly user: User;
  readonly selection: Selection;
}

interface SelectionOptions {
  readonly candidates?: number;
  readonly policies?: readonly PropensityPolicy[];
}

/** Highest first; equal scores by id, so the result is deterministic. */
export function topCandidates(pool: readonly User[], at: SeoulTime, options: SelectionOptions = {}): Candidate[] {
  const { candidates = CANDIDATES, policies = DEFAULT_POLICIES } = options;
  const scores = Float64Array.from(pool, (user) => propensityScore(user, at, policies));
  return best(pool, scores, candidates).map((index) => {
    const user = pool[index]!;
    return { user, selection: propensity(user, at, policies) };
  });
}

/** In proportion to the score; `null` when the pool is empty. */
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

/** {@link selectionFrom} for the hours of one day, without explanations: daily factors are computed once. */
export class SelectionOfDay {
  readonly #pool: readonly User[];
  readonly #steady: Float64Array;

  /** @throws RangeError when the pool is empty */
  constructor(pool: readonly User[], day: SeoulTime) {
    const steady = DEFAULT_POLICIES.filter(({ isHourly }) => !isHourly);
    this.#pool = pool;
    this.#steady = Float64Array.from(pool, (user) => propensityScore(user, day, steady));
  }

  at(time: SeoulTime, policies: readonly PropensityPolicy[] = DEFAULT_POLICIES): (random: Random) => User {
    const hourly = policies.filter(({ isHourly }) => isHourly);
    const scores = this.#steady.map((score, index) => score * propensityScore(this.#pool[index]!, time, hourly));
    const choice = new WeightedChoice(best(this.#pool, scores, CANDIDATES), (index) => scores[index]!);
    return (random) => this.#pool[choice.draw(random)]!;
  }
}

function best(pool: readonly User[], scores: Float64Array, count: number): number[] {
  // Sorting numbers alone is several times faster than sorting users; only those that reach the last place are ordered.
  const least = scores.toSorted().at(-count) ?? 0;
  const reached: number[] = [];
  for (const [index, score] of scores.entries()) if (score >= least) reached.push(index);
  return reached
    .sort((a, b) => scores[b]! - scores[a]! || (pool[a]!.userId < pool[b]!.userId ? -1 : 1))
    .slice(0, count);
}
