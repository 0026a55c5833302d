import { HOUR_MS } from "../../../shared/durations.ts";
import { seededRandom } from "../../../shared/random.ts";
import { makeCart } from "../cart.ts";
import { makeProduct } from "../make_product.ts";
import { makeUser } from "../make_user.ts";
import { hourlyShare } from "../../policies/time_of_day.ts";
import type { Product } from "../../product.ts";
import { seoulTime } from "../../seoul_time.ts";
import { selectionFrom } from "../../selection.ts";
import { Shelves } from "../shelves.ts";
import type { User } from "../../user.ts";
import { type Conditions, conditionsOf, ORDINARY } from "./conditions.ts";
import type { DeclaredEffect, Metric, Scenario } from "./scenario.ts";
import { holds } from "./schedule.ts";
import { fits, isMeant } from "./audience.ts";

interface MeasuredEffect extends DeclaredEffect {
  readonly measured: number;
  readonly holds: boolean;
}

export interface MeasureOptions {
  readonly year: number;
  readonly seed: string;
  readonly carts?: number;
}

const HOURS = 120;
const CARTS = 5_000;
const USERS = 400;
const PRODUCTS = 600;

/** Simulates a small shop in hours in which the scenario holds, with and without it, regardless of declared effects. */
export function measureEffects(scenario: Scenario, options: MeasureOptions): MeasuredEffect[] {
  const hours = hoursOf(scenario, options.year);
  const shop = makeShop(options);
  const without = simulate(shop, ORDINARY, hours, options);
  const along = simulate(shop, conditionsOf([scenario]), hours, options);
  return scenario.effects.map((effect) => {
    const measured = figure(along, effect.metric) / figure(without, effect.metric);
    const { factor, tolerance } = effect;
    return { ...effect, measured, holds: Math.abs(measured - factor) <= factor * tolerance };
  });
}

interface SimulatedShop {
  readonly users: readonly User[];
  readonly products: readonly Product[];
}

interface Sold {
  readonly customer: User;
  readonly lines: readonly { readonly product: Product; readonly won: number; readonly discount: number }[];
  readonly shipping: number;
}

function hoursOf({ schedule }: Scenario, year: number): Date[] {
  const first = Date.UTC(year, 0, 1) - 9 * HOUR_MS;
  const last = Date.UTC(year + 1, 0, 1) - 9 * HOUR_MS;
  const all: Date[] = [];
  for (let at = first; at < last; at += HOUR_MS) {
    const hour = new Date(at);
    if (schedule.kind === "by_name" || holds(schedule, seoulTime(hour))) all.push(hour);
  }
  if (all.length <= HOURS) return all;
  return Array.from({ length: HOURS }, (_, index) => all[Math.floor(index * all.length / HOURS)]!);
}

function makeShop({ year, seed }: MeasureOptions): SimulatedShop {
  const random = seededRandom(`${seed}/shop`);
  const now = new Date(Date.UTC(year - 1, 6, 1));
  const users = Array.from({ length: USERS }, (_, index): User => {
    const user = makeUser({ id: `U-${seed}-${index}`, now, random });
    const lot = random();
    return { ...user, grade: lot < 0.05 ? "VIP" : lot < 0.15 ? "GOLD" : lot < 0.35 ? "SILVER" : "BRONZE" };
  });
  const products = Array.from({ length: PRODUCTS }, (_, index): Product => {
    const product = makeProduct({ id: `P-${seed}-${index}`, now, random });
    return { ...product, orderCount: random() < 0.3 ? 0 : Math.floor(Math.exp(random() * 6)) };
  });
  return { users, products };
}

function simulate(
  { users, products }: SimulatedShop,
  conditions: Conditions,
  hours: readonly Date[],
  { seed, carts = CARTS }: MeasureOptions,
): Sold[] {
  const random = seededRandom(`${seed}/${conditions.scenarios.join()}`);
  const shelves = new Shelves(products, conditions.appeal);
  const productOf = new Map(products.map((product) => [product.productId, product]));
  const busyness = hours.map((hour) => hourlyShare(seoulTime(hour).hour));
  const each = carts / busyness.reduce((sum, share) => sum + share, 0);
  const sold: Sold[] = [];
  let owed = 0;
  for (const [index, hour] of hours.entries()) {
    const choose = selectionFrom(users, seoulTime(hour), { policies: conditions.policies })!;
    for (owed += each * busyness[index]! * conditions.cartRate; owed >= 1; owed--) {
      const { user: customer, selection } = choose(random);
      const { terms } = conditions;
      const cart = makeCart(customer, shelves, { cartId: "C", createdAt: hour, selection, random, terms });
      sold.push({
        customer,
        lines: cart.map(({ productId, totalAmount, discountAmount }) => ({
          product: productOf.get(productId)!,
          won: totalAmount,
          discount: discountAmount,
        })),
        shipping: cart[0]!.shippingCost,
      });
    }
  }
  return sold;
}

function figure(sold: readonly Sold[], { count, perCart, audience, which }: Metric): number {
  const meant = audience === undefined ? sold : sold.filter(({ customer }) => isMeant(customer, audience));
  const lines = meant.flatMap((each) => each.lines).filter(({ product }) =>
    which === undefined || fits(product, which)
  );
  const total = {
    carts: () => meant.length,
    orders: () => lines.length,
    won: () => lines.reduce((sum, line) => sum + line.won, 0),
    discounts: () => lines.reduce((sum, line) => sum + line.discount, 0),
    shipping: () => meant.reduce((sum, cart) => sum + cart.shipping, 0),
  }[count]();
  return perCart ? total / meant.length : total;
}
