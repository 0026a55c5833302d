import {
  type Conditions,
  conditionsOf,
  scenariosAt,
} from "../../../domain/commerce/simulation/scenarios/conditions.ts";
import { SCENARIOS } from "../../../domain/commerce/simulation/scenarios/scenarios.ts";
import { seoulTime } from "../../../domain/commerce/seoul_time.ts";
import type { ActiveScenarios } from "../ports/active_scenarios.ts";

interface LiveScenarios {
  /** Those that somebody started while the stream runs. */
  readonly active?: Pick<ActiveScenarios, "running">;
  /** Those that hold as long as this stream does. */
  readonly always?: readonly string[];
  /** Whether the calendar and the weather bring theirs. */
  readonly calendar: boolean;
}

/**
 * What holds right now: what the calendar brings, what the stream was begun with and what was started since, each once.
 *
 * Throws `Outage` when those that were started can't be read.
 */
export async function liveConditions(
  { active, always = [], calendar }: LiveScenarios,
  now: Date,
): Promise<Conditions> {
  const started = await active?.running(now) ?? [];
  const names = new Set([...always, ...started.map(({ name }) => name)]);
  const dated = new Set(calendar ? scenariosAt(seoulTime(now)) : []);
  return conditionsOf(SCENARIOS.filter((scenario) => names.has(scenario.name) || dated.has(scenario)));
}
