import { expectedLines } from "../cart.ts";
import type { GrowthCurve } from "../growth.ts";
import { hourlyShare } from "../../policies/time_of_day.ts";
import { type Conditions, conditionsOf, scenariosAt } from "../scenarios/conditions.ts";
import { type SeoulTime, seoulTime, startOfDay } from "../../seoul_time.ts";
import type { HistoryPlan } from "./plan.ts";
import { DAY_MS, HOUR_MS } from "../../../shared/durations.ts";

const ORDERS_A_NEWCOMER = 100;
const ORDERS_A_PRODUCT = 300;

export interface PlannedHour {
  readonly startsAt: Date;
  readonly at: SeoulTime;
  readonly conditions: Conditions;
  readonly carts: number;
}

/** Scaled so that the mean over all days is the planned one. */
export class Pace {
  readonly #plan: HistoryPlan;
  readonly #cartsADay: number;
  /** By scenario names; a year has a few hundred combinations. */
  readonly #conditions = new Map<string, Conditions>();

  constructor(plan: HistoryPlan) {
    this.#plan = plan;
    let rate = 0;
    for (let day = 0; day < plan.days; day++) {
      for (let hour = 0; hour < 24; hour++) {
        rate += hourlyShare(hour) * this.#conditionsAt(seoulTime(hourOf(plan.firstDay + day, hour))).orderRate;
      }
    }
    this.#cartsADay = plan.ordersPerDay / expectedLines() / (rate / plan.days);
  }

  hour(dayNumber: number, hour: number): PlannedHour {
    const startsAt = hourOf(dayNumber, hour);
    const at = seoulTime(startsAt);
    const conditions = this.#conditionsAt(at);
    return { startsAt, at, conditions, carts: this.#cartsADay * hourlyShare(hour) * conditions.cartRate };
  }

  get growth(): GrowthCurve {
    const { ordersPerDay, days } = this.#plan;
    const mean = ordersPerDay / ORDERS_A_NEWCOMER / 86_400;
    return {
      initialRate: 2 * mean,
      finalRate: mean / 2,
      halfLifeMs: days * DAY_MS / 3,
      turnMs: days * DAY_MS / 10,
    };
  }

  get productsADay(): number {
    return this.#plan.ordersPerDay / ORDERS_A_PRODUCT;
  }

  #conditionsAt(at: SeoulTime): Conditions {
    const scenarios = scenariosAt(at);
    const key = scenarios.map(({ name }) => name).join();
    let conditions = this.#conditions.get(key);
    if (!conditions) this.#conditions.set(key, conditions = conditionsOf(scenarios));
    return conditions;
  }
}

function hourOf(dayNumber: number, hour: number): Date {
  return new Date(startOfDay(dayNumber).getTime() + hour * HOUR_MS);
}
