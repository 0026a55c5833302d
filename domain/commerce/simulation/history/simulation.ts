import { DAY_MS, HOUR_MS } from "../../../shared/durations.ts";
import { type Random, seededRandom } from "../../../shared/random.ts";
import { makeCart } from "../cart.ts";
import { arrivals } from "../growth.ts";
import { makeProduct } from "../make_product.ts";
import { type MakeOptions, makeUser } from "../make_user.ts";
import type { Order } from "../../order.ts";
import type { Product } from "../../product.ts";
import type { Conditions } from "../scenarios/conditions.ts";
import { seedMember } from "../seed_member.ts";
import { isoDay, seoulTime, startOfDay } from "../../seoul_time.ts";
import { SelectionOfDay } from "../../selection.ts";
import { Shelves } from "../shelves.ts";
import type { User } from "../../user.ts";
import { HistoryAssortment } from "./assortment.ts";
import { type HistoryDay, salesOf } from "./day.ts";
import { HistoryMembers } from "./members.ts";
import { Pace, type PlannedHour } from "./pace.ts";
import { foundingSpan, type HistoryPlan, orderPrefix } from "./plan.ts";

const POOL_SIZE = 1_000;
/** Pools are random for this many days: at first there are no earlier orders. */
const RANDOM_POOL_DAYS = 7;
const REGRADE_EVERY_DAYS = 7;

/** The same plan yields the same days. */
export class HistorySimulation {
  readonly members = new HistoryMembers();
  readonly assortment = new HistoryAssortment();
  readonly #plan: HistoryPlan;
  readonly #pace: Pace;

  constructor(plan: HistoryPlan) {
    this.#plan = plan;
    this.#pace = new Pace(plan);
    const span = foundingSpan(plan);
    const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
    this.members.register(numbers(plan.users).map((number) => makeUser(seedMember("users", number, span))));
    this.assortment.list(numbers(plan.products).map((number) => makeProduct(seedMember("products", number, span))));
  }

  /** Yields after every hour, so that the caller can pause. A day that reaches `until`, exclusive, is the last one. */
  *day(dayNumber: number, until: Date | null = null): Generator<void, HistoryDay> {
    const daysAgo = dayNumber - this.#plan.firstDay;
    const random = seededRandom(`${this.#plan.seed}/history/${dayNumber}`);
    const isRandom = daysAgo < RANDOM_POOL_DAYS;
    const pools: Pools = {
      users: new SelectionOfDay(
        isRandom ? this.members.randomPool(POOL_SIZE, random) : this.members.pool(POOL_SIZE),
        seoulTime(startOfDay(dayNumber)),
      ),
      products: isRandom ? this.assortment.randomPool(POOL_SIZE, random) : this.assortment.pool(POOL_SIZE),
      shelves: new Map(),
    };
    const isBefore = ({ createdAt }: { readonly createdAt: Date }) => until === null || createdAt < until;
    const users = this.#newcomers(dayNumber, random).filter(isBefore);
    const products = this.#newProducts(dayNumber, random).filter(isBefore);

    const all: Order[] = [];
    let owed = random();
    for (let hour = 0, carts = 0; hour < 24; hour++) {
      const planned = this.#pace.hour(dayNumber, hour);
      owed += planned.carts;
      const count = Math.floor(owed);
      owed -= count;
      const prefix = `${orderPrefix(this.#plan.seed)}${compactDay(dayNumber)}-`;
      all.push(...ordersOf(planned, pools, { count, random, cartId: () => prefix + ++carts }));
      yield;
    }
    const orders = all.filter(isBefore);
    this.members.register(users);
    this.assortment.list(products);
    const isGradingDay = (daysAgo + 1) % REGRADE_EVERY_DAYS === 0 &&
      (until === null || until >= startOfDay(dayNumber + 1));
    return {
      dayNumber,
      users,
      products,
      orders,
      sales: salesOf(orders),
      sold: this.assortment.sell(orders),
      lastOrdered: this.members.buy(dayNumber, orders),
      regraded: isGradingDay ? this.members.regrade(dayNumber) : [],
    };
  }

  #newcomers(dayNumber: number, random: Random): User[] {
    const fromMs = (dayNumber - this.#plan.firstDay) * DAY_MS;
    const count = arrivals(random, { fromMs, toMs: fromMs + DAY_MS }, this.#pace.growth);
    return this.#arriving("U", dayNumber, count, random).map(makeUser);
  }

  #newProducts(dayNumber: number, random: Random): Product[] {
    const count = Math.floor(this.#pace.productsADay + random());
    return this.#arriving("P", dayNumber, count, random).map(makeProduct);
  }

  #arriving(letter: string, dayNumber: number, count: number, random: Random): MakeOptions[] {
    const id = (number: number) => `${letter}-${this.#plan.seed}-${compactDay(dayNumber)}-${number}`;
    return timesWithin(startOfDay(dayNumber), DAY_MS, count, random)
      .map((now, index) => ({ id: id(index + 1), now, random }));
  }
}

interface Pools {
  readonly users: SelectionOfDay;
  readonly products: readonly Product[];
  readonly shelves: Map<Conditions, Shelves>;
}

interface Carts {
  readonly count: number;
  readonly random: Random;
  readonly cartId: () => string;
}

function ordersOf(
  { startsAt, at, conditions }: PlannedHour,
  { users, products, shelves }: Pools,
  { count, random, cartId }: Carts,
): Order[] {
  if (count === 0) return [];
  const choose = users.at(at, conditions.policies);
  let shelf = shelves.get(conditions);
  if (!shelf) shelves.set(conditions, shelf = new Shelves(products, conditions.appeal));
  const { terms } = conditions;
  return timesWithin(startsAt, HOUR_MS, count, random).flatMap((createdAt) => {
    // The selection is left out: it would double the size of a history.
    return makeCart(choose(random), shelf, { cartId: cartId(), createdAt, selection: null, random, terms });
  });
}

/** Sorted, after `from` and before `from + lengthMs`: a day's first moment belongs to two windows. */
function timesWithin(from: Date, lengthMs: number, count: number, random: Random): Date[] {
  return Array.from({ length: count }, () => 1 + Math.floor(random() * (lengthMs - 1)))
    .sort((a, b) => a - b)
    .map((ms) => new Date(from.getTime() + ms));
}

function compactDay(dayNumber: number): string {
  return isoDay(dayNumber).replaceAll("-", "");
}
