import { z } from "zod";
import { DEFAULT_GROWTH, type GrowthCurve } from "../../../domain/commerce/simulation/growth.ts";
import { scenarioNamed, SCENARIOS } from "../../../domain/commerce/simulation/scenarios/scenarios.ts";
import { MINUTE_MS } from "../../../domain/shared/durations.ts";
import { commaList, decimalNumber, type Env, flag, readSettings, wholeNumber, WrongSettings } from "./settings.ts";

export interface CommerceConfig {
  readonly cache: { readonly refreshSeconds: number; readonly poolSize: number };
  readonly gradeIntervalSeconds: number;
  readonly growth: GrowthCurve;
  readonly scenarioCalendar: boolean;
}

const settings = z.object({
  CACHE_REFRESH_INTERVAL: wholeNumber(1, 86_400).default(50),
  CACHE_BATCH_SIZE: wholeNumber(10, 100_000).default(1_000),
  GRADE_UPDATE_INTERVAL: wholeNumber(1, 86_400 * 31).default(600),
  GROWTH_INITIAL_PER_SECOND: decimalNumber(0, 1_000).default(DEFAULT_GROWTH.initialRate),
  GROWTH_FINAL_PER_SECOND: decimalNumber(0, 1_000).default(DEFAULT_GROWTH.finalRate),
  GROWTH_HALF_LIFE_MINUTES: decimalNumber(0.01, 1_000_000).default(DEFAULT_GROWTH.halfLifeMs / MINUTE_MS),
  GROWTH_TURN_MINUTES: decimalNumber(0.01, 1_000_000).default(DEFAULT_GROWTH.turnMs / MINUTE_MS),
  SCENARIO_CALENDAR: flag.default(true),
});

export const COMMERCE_SETTINGS: readonly string[] = Object.keys(settings.shape);

export function parseCommerceConfig(env: Env): CommerceConfig {
  const s = readSettings(settings, env);
  return {
    cache: { refreshSeconds: s.CACHE_REFRESH_INTERVAL, poolSize: s.CACHE_BATCH_SIZE },
    gradeIntervalSeconds: s.GRADE_UPDATE_INTERVAL,
    growth: {
      initialRate: s.GROWTH_INITIAL_PER_SECOND,
      finalRate: s.GROWTH_FINAL_PER_SECOND,
      halfLifeMs: s.GROWTH_HALF_LIFE_MINUTES * MINUTE_MS,
      turnMs: s.GROWTH_TURN_MINUTES * MINUTE_MS,
    },
    scenarioCalendar: s.SCENARIO_CALENDAR,
  };
}

/** `NAME[,NAME]`. Throws `WrongSettings` naming the scenarios there are. */
export function scenarioFlag(text: string | undefined): string[] {
  const names = commaList(text ?? "");
  const unknown = names.filter((name) => !scenarioNamed(name));
  if (unknown.length === 0) return names;
  const known = SCENARIOS.map(({ name }) => name).join(", ");
  throw new WrongSettings(unknown.map((name) => `--scenario is "${name}": expected some of ${known}`));
}
