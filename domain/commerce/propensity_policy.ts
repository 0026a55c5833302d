import type { SeoulTime } from "./seoul_time.ts";
import type { User } from "./user.ts";

/** A factor above 0; 1 is neutral, also when the customer's data is missing. Depends on its arguments only. */
export interface PropensityPolicy {
  /** At most 50 characters, snake_case; stored with each order. */
  readonly name: string;
  factor(user: User, at: SeoulTime): number;
  /** True if the factor may change within a day in Seoul; otherwise it is computed once per day. */
  readonly isHourly?: boolean;
  /** Its largest factor, where it is an event that a customer has or has not. */
  readonly boost?: number;
}
