import type { Selection } from "./order.ts";
import { LIFE_EVENT_POLICIES } from "./policies/life_events.ts";
import { DEFAULT_POLICIES, propensity } from "./propensity.ts";
import type { PropensityPolicy } from "./propensity_policy.ts";
import type { SeoulTime } from "./seoul_time.ts";
import type { User } from "./user.ts";

/** Events that can be supposed of anybody; "none" supposes that none of them is. */
export const SUPPOSED_EVENTS: readonly string[] = ["none", ...LIFE_EVENT_POLICIES.map(({ name }) => name)];

/** What is left out stays as it is. */
export interface Supposition {
  readonly age?: number | undefined;
  /** In Seoul. */
  readonly hour?: number | undefined;
  /** Of {@linkcode SUPPOSED_EVENTS}. */
  readonly event?: string | undefined;
}

/** The propensity of a customer of whom, or of an hour of which, something else is supposed. */
export function propensityIf(
  { age, hour, event }: Supposition,
  user: User,
  at: SeoulTime,
  policies: readonly PropensityPolicy[] = DEFAULT_POLICIES,
): Selection {
  const supposed = age === undefined ? user : { ...user, age, birthYear: at.year - age };
  const then = hour === undefined ? at : { ...at, hour };
  return propensity(
    supposed,
    then,
    event === undefined ? policies : policies.map((policy) => withEvent(policy, event)),
  );
}

function withEvent(policy: PropensityPolicy, event: string): PropensityPolicy {
  const { name, boost } = policy;
  if (boost === undefined || (event !== "none" && event !== name)) return policy;
  return { ...policy, factor: () => event === name ? boost : 1 };
}
