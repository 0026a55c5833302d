import { arrivals, DEFAULT_GROWTH, type GrowthCurve } from "../../../domain/commerce/simulation/growth.ts";
import { makeUser } from "../../../domain/commerce/simulation/make_user.ts";
import type { User } from "../../../domain/commerce/user.ts";
import type { Random } from "../../../domain/shared/random.ts";
import type { EventLog } from "../ports/event_log.ts";

interface RegisterNewcomersDeps {
  readonly events: EventLog;
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly random: Random;
}

interface Stretch {
  /** Milliseconds since the shop opened, `fromMs` excluded. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly growth?: GrowthCurve;
}

/** Registers whom the growth curve brings in a stretch of time and publishes them; often nobody. Throws `Outage`. */
export async function registerNewcomers(deps: RegisterNewcomersDeps, stretch: Stretch): Promise<User[]> {
  const { events, clock, newId, random } = deps;
  const count = arrivals(random, stretch, stretch.growth ?? DEFAULT_GROWTH);
  const users = Array.from({ length: count }, () => makeUser({ id: `U-${newId()}`, now: clock(), random }));
  if (users.length > 0) await events.publish(users.map((user) => ({ type: "user.registered", user })));
  return users;
}
