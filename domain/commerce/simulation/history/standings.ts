import { contribution, gradingWindowStart, type Standing } from "../../grade.ts";
import { seoulTime, startOfDay } from "../../seoul_time.ts";

export class Account implements Standing {
  amount = 0;
  orders = 0;
}

interface Day {
  readonly accounts: readonly Account[];
  readonly amounts: Float64Array;
  readonly orders: Uint32Array;
}

/** Windows begin and end at midnight in Seoul: whole days enter and leave, so figures equal the sum over the rows. */
export class TrailingStandings {
  readonly #days = new Map<number, Day>();
  #oldest = Infinity;

  /** Each customer at most once per day. */
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
