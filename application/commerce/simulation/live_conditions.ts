import {
  type Conditions,
  conditionsOf,
  scenariosUnderWay,
} from "../../../domain/commerce/simulation/scenarios/conditions.ts";
import { seoulTime } from "../../../domain/commerce/seoul_time.ts";
import type { ActiveScenarios } from "../ports/simulation.ts";

interface LiveScenarios {
  readonly active?: Pick<ActiveScenarios, "running">;
  readonly always?: readonly string[];
  readonly calendar: boolean;
  /** Whether the calendar's scenarios change the pace, too, not only who buys and what. */
  readonly calendarPace?: boolean;
}

/** Each scenario once. Throws `Outage` when started ones can't be read. */
export async function liveConditions(
  { active, always = [], calendar, calendarPace = false }: LiveScenarios,
  now: Date,
): Promise<Conditions> {
  const started = await active?.running(now) ?? [];
  const names = new Set([...always, ...started.map(({ name }) => name)]);
  const all = scenariosUnderWay(names, calendar ? seoulTime(now) : null);
  return conditionsOf(all, calendarPace ? all : scenariosUnderWay(names, null));
}
