import type { Selection } from "../../domain/commerce/order.ts";
import { seoulTime } from "../../domain/commerce/seoul_time.ts";
import { conditionsOf, scenariosUnderWay } from "../../domain/commerce/simulation/scenarios/conditions.ts";
import { propensityIf, type Supposition } from "../../domain/commerce/what_if.ts";
import { accepted, type Result } from "../../domain/shared/result.ts";
import type { Unknown } from "../shared/unknown_thing.ts";
import { readUser } from "./manage_users.ts";
import type { Users } from "./ports/shop.ts";
import type { ActiveScenarios } from "./ports/simulation.ts";

interface SupposedPropensity {
  readonly userId: string;
  /** In Seoul. */
  readonly hour: number;
  readonly age: number | null;
  readonly current: Selection;
  readonly supposed: Selection;
  readonly asOf: Date;
}

interface SupposeDeps {
  readonly users: Users;
  readonly scenarios: Pick<ActiveScenarios, "running">;
}

/** How likely a customer is to be drawn now, and would be under the supposition. Throws `Outage`. */
export async function supposePropensity(
  { users, scenarios }: SupposeDeps,
  id: string,
  supposition: Supposition,
  asOf: Date,
): Promise<Result<SupposedPropensity, Unknown<"unknown_user">>> {
  const user = await readUser({ users }, id);
  if (!user.ok) return user;
  const started = new Set((await scenarios.running(asOf)).map(({ name }) => name));
  const at = seoulTime(asOf);
  const under = (supposed: Supposition) => {
    const { policies } = conditionsOf(scenariosUnderWay(started, { ...at, hour: supposed.hour ?? at.hour }));
    return propensityIf(supposed, user.value, at, policies);
  };
  return accepted({
    userId: user.value.userId,
    hour: at.hour,
    age: user.value.age,
    current: under({}),
    supposed: under(supposition),
    asOf,
  });
}
