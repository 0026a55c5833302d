import { contribution, gradingWindowStart, type Standing } from "../../grade.ts";
import { seoulTime } from "../../seoul_time.ts";
import { startOfDay } from "./plan.ts";

/** What one customer bought within the window; kept up to date as days come in and drop out. */
export class Account implements Standing {
  amount = 0;
  orders = 0;
}

interface Day {
  readonly accounts: readonly Account[];
  readonly amounts: Float64Array;
  readonly orders: Uint32Array;
}

/**
 * Everybody's standing over the trailing six months, in memory for the customers and the days of the window only.
 *
 * The window begins and ends at midnight in Seoul, so whole days come and go and the figures are exactly those that
 * summing up the rows of the window gives.
 */
export class TrailingStandings {
  readonly #days = new Map<number, Day>();
  #oldest = Infinity;

  /** Adds a day's orders; each customer once. */
  add(dayNumber: number, bought: ReadonlyMap<Account, readonly { totalAmount: number; quantity: number }[]>): void {
    const day = {
      accounts: [...bought.keys()],
      amounts: new Float64Array(bought.size),
      orders: new Uint32Array(bought.size),
    };
    let index = 0;
    for (const [account, orders] of bought) {
      for (const order of orders) {
        const { amount, orders: count } = contribution(order);
        day.amounts[index]! += amount;
        day.orders[index]! += count;
      }
      account.amount += day.amounts[index]!;
      account.orders += day.orders[index]!;
      index++;
    }
    this.#days.set(dayNumber, day);
    this.#oldest = Math.min(this.#oldest, dayNumber);
  }

  /** Forgets what lies before the six months that end with the day `lastDay`. */
  endWith(lastDay: number): void {
    const first = seoulTime(gradingWindowStart(startOfDay(lastDay + 1))).dayNumber;
    for (; this.#oldest < first && this.#days.size > 0; this.#oldest++) {
      const day = this.#days.get(this.#oldest);
      if (!day) continue;
      this.#days.delete(this.#oldest);
      for (const [index, account] of day.accounts.entries()) {
        account.amount -= day.amounts[index]!;
        account.orders -= day.orders[index]!;
      }
    }
  }
}
