import { type ScenarioView, viewOf } from "../../application/commerce/simulation/run_scenarios.ts";
import { describeMetric } from "../../domain/commerce/simulation/scenarios/describe.ts";
import { dayNumberOf } from "../../domain/commerce/seoul_time.ts";
import { type MeasuredTarget, measureRealism } from "../../domain/commerce/simulation/history/realism.ts";
import { measureEffects, type MeasureOptions } from "../../domain/commerce/simulation/scenarios/measure_effects.ts";
import { SCENARIOS } from "../../domain/commerce/simulation/scenarios/scenarios.ts";

export function listAll(now: Date): ScenarioView[] {
  return SCENARIOS.map((scenario) => viewOf(scenario, now, null));
}

export interface Measured {
  readonly name: string;
  readonly metric: string;
  readonly factor: number;
  readonly tolerance: number;
  readonly measured: number;
  readonly holds: boolean;
}

export function measureAll(options: MeasureOptions & { readonly signal: AbortSignal }): Measured[] {
  return SCENARIOS.flatMap((scenario) => {
    options.signal.throwIfAborted();
    return measureEffects(scenario, options).map(({ metric, ...effect }) => ({
      name: scenario.name,
      metric: describeMetric(metric),
      ...effect,
    }));
  });
}

const SMALL_SHOP = { days: 365, ordersPerDay: 300, users: 3_000, products: 2_000 };

export function measureShop(
  { year, seed, signal }: MeasureOptions & { readonly signal: AbortSignal },
): MeasuredTarget[] {
  const days = measureRealism({ ...SMALL_SHOP, seed, firstDay: dayNumberOf(`${year}-01-01`)! });
  for (;;) {
    signal.throwIfAborted();
    const step = days.next();
    if (step.done) return step.value;
  }
}
