import type { Scenario } from "./scenario.ts";
import { SEASONAL_SCENARIOS } from "./seasonal.ts";
import { TRIGGERED_SCENARIOS } from "./triggered.ts";
import { WEEKLY_SCENARIOS } from "./weekly.ts";

export const SCENARIOS: readonly Scenario[] = [...SEASONAL_SCENARIOS, ...WEEKLY_SCENARIOS, ...TRIGGERED_SCENARIOS];

const BY_NAME = new Map(SCENARIOS.map((scenario) => [scenario.name, scenario]));

export function scenarioNamed(name: string): Scenario | undefined {
  return BY_NAME.get(name);
}
