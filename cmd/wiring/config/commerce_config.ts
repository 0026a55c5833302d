import { z } from "zod";
import { DEFAULT_GROWTH, type GrowthCurve } from "../../../domain/commerce/simulation/growth.ts";
import { scenarioNamed, SCENARIOS } from "../../../domain/commerce/simulation/scenarios/scenarios.ts";
import { type Decimal, parseDecimal } from "../../../domain/shared/decimal.ts";
import { MINUTE_MS } from "../../../domain/shared/durations.ts";
import { commaList, decimalNumber, type Env, flag, readSettings, wholeNumber, WrongSettings } from "./settings.ts";

export interface CommerceConfig {
  readonly cache: { readonly refreshSeconds: number; readonly poolSize: number };
  readonly gradeIntervalSeconds: number;
  readonly dormantAfterDays: number;
  readonly growth: GrowthCurve;
  readonly scenarioCalendar: boolean;
  /** Won for one unit of a currency (ISO 4217), for orders that come by webhooks. */
  readonly exchangeRates: ReadonlyMap<string, Decimal>;
  /** Several while one is exchanged for another. */
  readonly shopifySecrets: readonly string[];
}

const settings = z.object({
  CACHE_REFRESH_INTERVAL: wholeNumber(1, 86_400).default(50),
  CACHE_BATCH_SIZE: wholeNumber(10, 100_000).default(1_000),
  GRADE_UPDATE_INTERVAL: wholeNumber(1, 86_400 * 31).default(600),
  DORMANT_AFTER_DAYS: wholeNumber(30, 36_500).default(365),
  GROWTH_INITIAL_PER_SECOND: decimalNumber(0, 1_000).default(DEFAULT_GROWTH.initialRate),
  GROWTH_FINAL_PER_SECOND: decimalNumber(0, 1_000).default(DEFAULT_GROWTH.finalRate),
  GROWTH_HALF_LIFE_MINUTES: decimalNumber(0.01, 1_000_000).default(DEFAULT_GROWTH.halfLifeMs / MINUTE_MS),
  GROWTH_TURN_MINUTES: decimalNumber(0.01, 1_000_000).default(DEFAULT_GROWTH.turnMs / MINUTE_MS),
  SCENARIO_CALENDAR: flag.default(true),
  EXCHANGE_RATES: z.string().default("").transform(commaList).refine(
    (rates) => rates.every((rate) => RATE.test(rate) && parseDecimal(rate.slice(4))!.digits > 0n),
    "expected won for one unit of each currency, such as USD=1380,EUR=1499.5",
  ),
  SHOPIFY_WEBHOOK_SECRET: z.string().default("").transform(commaList).refine(
    (secrets) => secrets.every((secret) => secret.length >= 16),
    "expected secrets of at least 16 characters, with commas between them",
  ),
});

const RATE = /^[A-Z]{3}=\d{1,7}(\.\d{1,6})?$/;

const WON: Decimal = { digits: 1n, scale: 0 };

export const COMMERCE_SETTINGS: readonly string[] = Object.keys(settings.shape);

export function parseCommerceConfig(env: Env): CommerceConfig {
  const s = readSettings(settings, env);
  return {
    cache: { refreshSeconds: s.CACHE_REFRESH_INTERVAL, poolSize: s.CACHE_BATCH_SIZE },
    gradeIntervalSeconds: s.GRADE_UPDATE_INTERVAL,
    dormantAfterDays: s.DORMANT_AFTER_DAYS,
    growth: {
      initialRate: s.GROWTH_INITIAL_PER_SECOND,
      finalRate: s.GROWTH_FINAL_PER_SECOND,
      halfLifeMs: s.GROWTH_HALF_LIFE_MINUTES * MINUTE_MS,
      turnMs: s.GROWTH_TURN_MINUTES * MINUTE_MS,
    },
    scenarioCalendar: s.SCENARIO_CALENDAR,
    exchangeRates: new Map([
      ["KRW", WON],
      ...s.EXCHANGE_RATES.map((rate) => [rate.slice(0, 3), parseDecimal(rate.slice(4))!] as const),
    ]),
    shopifySecrets: s.SHOPIFY_WEBHOOK_SECRET,
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
