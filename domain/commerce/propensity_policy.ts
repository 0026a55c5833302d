import type { SeoulTime } from "./seoul_time.ts";
import type { User } from "./user.ts";

/**
 * One reason why a customer is more or less likely to buy now.
 *
 * `factor` is above 0; 1 means "says nothing", which is also the answer where the customer's data is missing. It depends
 * on its arguments only, so that the live stream, a year of history and a test agree.
 */
export interface PropensityPolicy {
  /** At most 50 characters, snake_case; it is stored with each order. */
  readonly name: string;
  factor(user: User, at: SeoulTime): number;
  /** Whether the factor may change within a day of Seoul; without it, it is worked out once for all of the day's hours. */
  readonly isHourly?: boolean;
}
