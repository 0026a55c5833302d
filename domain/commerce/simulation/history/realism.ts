import { GRADES } from "../../grade.ts";
import { seoulTime } from "../../seoul_time.ts";
import type { Order } from "../../order.ts";
import type { HistoryPlan } from "./plan.ts";
import { HistorySimulation } from "./simulation.ts";

interface RealismTarget {
  readonly figure: string;
  readonly from: number;
  readonly to: number;
  readonly source: string;
}

export interface MeasuredTarget extends RealismTarget {
  readonly measured: number;
  readonly holds: boolean;
}

type Figure =
  | "grade_pyramid"
  | "silver_share"
  | "gold_share"
  | "vip_share"
  | "repeat_buyers"
  | "top_fifth"
  | "lines_a_basket"
  | "one_line_baskets"
  | "evening"
  | "night";

const CONCENTRATION = "McCarthy and Winer (2019), The Pareto rule in marketing revisited: two thirds to three quarters";
const REPEAT =
  "Fader, Hardie and Lee (2005), Counting your customers: 946 of 2,357 new buyers (CDNOW) came back in 39 weeks";
const CART = "the seed's 1 to 10 lines; shares of domain/commerce/simulation/cart.ts";
const PYRAMID = "the shop's own: a pyramid, whose top is a few of a hundred";
const HOURS = "domain/commerce/policies/time_of_day.ts";

const REALISM_TARGETS: Readonly<Record<Figure, RealismTarget>> = {
  grade_pyramid: {
    figure: "members of a grade for one of the next higher, the least",
    from: 1,
    to: Infinity,
    source: "each grade's conditions include those below it (domain/commerce/grade.ts)",
  },
  silver_share: { figure: "members who are SILVER, %", from: 10, to: 40, source: PYRAMID },
  gold_share: { figure: "members who are GOLD, %", from: 5, to: 25, source: PYRAMID },
  vip_share: { figure: "members who are VIP, %", from: 0.5, to: 6, source: PYRAMID },
  repeat_buyers: { figure: "buyers with a second basket within the year, %", from: 40, to: 95, source: REPEAT },
  top_fifth: { figure: "won that the best fifth of the buyers spends, %", from: 50, to: 80, source: CONCENTRATION },
  lines_a_basket: { figure: "lines a basket", from: 2.2, to: 3, source: CART },
  one_line_baskets: { figure: "baskets of one line, %", from: 30, to: 45, source: CART },
  evening: { figure: "baskets from 20 to 24 o'clock, %", from: 20, to: 30, source: HOURS },
  night: { figure: "baskets from 2 to 6 o'clock, %", from: 2, to: 8, source: HOURS },
};

/** The shop that a history of this plan makes. Yields after each day, so that the caller can pause or stop. */
export function* measureRealism(plan: HistoryPlan): Generator<void, MeasuredTarget[]> {
  const simulation = new HistorySimulation(plan);
  const tally = new Tally();
  for (let day = 0; day < plan.days; day++) {
    tally.add(whole(simulation.day(plan.firstDay + day)).orders);
    yield;
  }
  const grades = simulation.members.gradeTotals();
  const members = GRADES.map((grade) => grades.find((each) => each.grade === grade)!.members);
  const shareOf = (grade: number) => 100 * members[grade]! / simulation.members.size;
  const measured: Record<Figure, number> = {
    grade_pyramid: Math.min(...members.slice(1).map((count, nth) => members[nth]! / count)),
    silver_share: shareOf(1),
    gold_share: shareOf(2),
    vip_share: shareOf(3),
    ...tally.figures(),
  };
  return Object.entries(REALISM_TARGETS).map(([name, target]) => {
    const value = measured[name as Figure];
    return { ...target, measured: value, holds: value >= target.from && value <= target.to };
  });
}

/** Of a year's orders, only what the figures need. */
class Tally {
  readonly #buyers = new Map<string, { baskets: number; won: number }>();
  readonly #hours = new Array<number>(24).fill(0);
  #baskets = 0;
  #lines = 0;
  #oneLine = 0;

  add(orders: readonly Order[]): void {
    const baskets = Map.groupBy(orders, ({ orderId }) => orderId.slice(0, orderId.lastIndexOf("-")));
    for (const lines of baskets.values()) {
      const { userId, createdAt } = lines[0]!;
      let buyer = this.#buyers.get(userId);
      if (!buyer) this.#buyers.set(userId, buyer = { baskets: 0, won: 0 });
      buyer.baskets++;
      buyer.won += lines.reduce((sum, { totalAmount }) => sum + totalAmount, 0);
      this.#hours[seoulTime(createdAt).hour]!++;
      this.#baskets++;
      this.#lines += lines.length;
      if (lines.length === 1) this.#oneLine++;
    }
  }

  figures(): Omit<Record<Figure, number>, "grade_pyramid" | "silver_share" | "gold_share" | "vip_share"> {
    const buyers = [...this.#buyers.values()];
    const won = buyers.map((each) => each.won).sort((a, b) => b - a);
    const sum = (values: readonly number[]) => values.reduce((all, each) => all + each, 0);
    const hours = (from: number, to: number) => 100 * sum(this.#hours.slice(from, to)) / this.#baskets;
    return {
      repeat_buyers: 100 * buyers.filter(({ baskets }) => baskets > 1).length / buyers.length,
      top_fifth: 100 * sum(won.slice(0, Math.floor(won.length / 5))) / sum(won),
      lines_a_basket: this.#lines / this.#baskets,
      one_line_baskets: 100 * this.#oneLine / this.#baskets,
      evening: hours(20, 24),
      night: hours(2, 6),
    };
  }
}

function whole<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
