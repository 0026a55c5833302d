import { type CartTerms, expectedLines, FREE_SHIPPING_FROM } from "../cart.ts";
import type { Product } from "../../product.ts";
import { DEFAULT_POLICIES } from "../../propensity.ts";
import type { PropensityPolicy } from "../../propensity_policy.ts";
import type { SeoulTime } from "../../seoul_time.ts";
import type { Scenario } from "./scenario.ts";
import { SCENARIOS } from "./scenarios.ts";
import { holds } from "./schedule.ts";
import { fits, isMeant } from "./audience.ts";

/** Rates are relative to an ordinary hour; factors multiply. */
export interface Conditions {
  readonly scenarios: readonly string[];
  readonly cartRate: number;
  readonly orderRate: number;
  readonly policies: readonly PropensityPolicy[];
  readonly appeal: ((product: Product) => number) | undefined;
  readonly terms: CartTerms;
}

export const ORDINARY: Conditions = {
  scenarios: [],
  cartRate: 1,
  orderRate: 1,
  policies: DEFAULT_POLICIES,
  appeal: undefined,
  terms: {},
};

export function scenariosAt(at: SeoulTime, scenarios: readonly Scenario[] = SCENARIOS): Scenario[] {
  return scenarios.filter(({ schedule }) => holds(schedule, at));
}

/** The named ones and, at a time, those that its calendar has; each once. */
export function scenariosUnderWay(named: ReadonlySet<string>, at: SeoulTime | null): Scenario[] {
  return SCENARIOS.filter(({ name, schedule }) => named.has(name) || (at !== null && holds(schedule, at)));
}

/** @param paced those among them that change how often carts come; the others change only who buys and what */
export function conditionsOf(scenarios: readonly Scenario[], paced: readonly Scenario[] = scenarios): Conditions {
  if (scenarios.length === 0) return ORDINARY;
  const changes = scenarios.map((scenario) => scenario.changes);
  const products = changes.flatMap((each) => each.products ?? []);
  const cartRate = times(paced.map((each) => each.changes.cartRate));
  return {
    scenarios: scenarios.map(({ name }) => name),
    cartRate,
    orderRate: cartRate * expectedLines(termsOf(paced)) / expectedLines(),
    policies: [...DEFAULT_POLICIES, ...scenarios.flatMap(policyOf)],
    appeal: products.length === 0
      ? undefined
      : (one) => times(products.map(({ which, factor }) => (fits(one, which) ? factor : 1))),
    terms: termsOf(scenarios),
  };
}

function policyOf({ name, changes: { customers } }: Scenario): PropensityPolicy[] {
  if (customers === undefined) return [];
  return [{
    name: `scenario_${name.replaceAll("-", "_")}`,
    isHourly: true,
    factor: (user) => times(customers.map(({ audience, factor }) => (isMeant(user, audience) ? factor : 1))),
  }];
}

function termsOf(scenarios: readonly Scenario[]): CartTerms {
  const changes = scenarios.map((scenario) => scenario.changes);
  const prices = changes.flatMap((each) => each.prices ?? []);
  return {
    sizeFactor: times(changes.map((each) => each.cartSize)),
    freeShippingFrom: Math.min(FREE_SHIPPING_FROM, ...changes.map((each) => each.freeShippingFrom ?? Infinity)),
    ...(prices.length === 0 ? {} : {
      priceFactor: (customer, one) =>
        times(
          prices.map(({ audience = {}, which = {}, factor }) =>
            isMeant(customer, audience) && fits(one, which) ? factor : 1
          ),
        ),
    }),
  };
}

function times(factors: readonly (number | undefined)[]): number {
  return factors.reduce<number>((all, factor) => all * (factor ?? 1), 1);
}
