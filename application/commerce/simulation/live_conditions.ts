import {
  type Conditions,
  conditionsOf,
  scenariosAt,
} from "../../../domain/commerce/simulation/scenarios/conditions.ts";
import { SCENARIOS } from "../../../domain/commerce/simulation/scenarios/scenarios.ts";
import { seoulTime } from "../../../domain/commerce/seoul_time.ts";
import type { ActiveScenarios } from "../ports/simulation.ts";

interface LiveScenarios {
  readonly active?: Pick<ActiveScenarios, "running">;
  readonly always?: readonly string[];
  readonly calendar: boolean;
}

/** Each scenario once. Throws `Outage` when started ones can't be read. */
export async function liveConditions(
  { active, always = [], calendar }: LiveScenarios,
  now: Date,
): Promise<Conditions> {
  const started = await active?.running(now) ?? [];
  const names = new Set([...always, ...started.map(({ name }) => name)]);
  const dated = new Set(calendar ? scenariosAt(seoulTime(now)) : []);
  return conditionsOf(SCENARIOS.filter((scenario) => names.has(scenario.name) || dated.has(scenario)));
}
