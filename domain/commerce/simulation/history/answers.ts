import type { Grade } from "../../grade.ts";
import { GRADES } from "../../grade.ts";
import type { Order } from "../../order.ts";
import type { ProductTotals } from "./assortment.ts";
import type { HistoryDay } from "./day.ts";
import type { HistorySimulation } from "./simulation.ts";
import type { GradeTotals } from "./members.ts";
import { isoDay } from "../../seoul_time.ts";
import type { HistoryPlan } from "./plan.ts";

export interface DayTotals {
  readonly day: string;
  readonly orders: number;
  readonly units: number;
  readonly amount: number;
  readonly shipping: number;
  readonly discounts: number;
  readonly customers: number;
  readonly fingerprint: number;
}

export interface CategoryTotals {
  readonly category: string;
  readonly orders: number;
  readonly units: number;
  readonly amount: number;
}

export interface HistoryAnswers {
  readonly orders: number;
  readonly amount: number;
  readonly customers: number;
  readonly buyers: number;
  readonly products: number;
  readonly days: readonly DayTotals[];
  readonly categories: readonly CategoryTotals[];
  /** By the customers' grades at the end of the history. */
  readonly grades: readonly GradeTotals[];
  readonly topProducts: readonly ProductTotals[];
}

export interface AnswerKey extends HistoryAnswers {
  readonly plan: HistoryPlan;
  readonly until: Date;
}

export const TOP_PRODUCTS = 50;

/** Records the answers while the history is generated; it never reads a database. */
export class AnswerWriter {
  readonly #days: DayTotals[] = [];
  readonly #categories = new Map<string, { category: string; orders: number; units: number; amount: number }>();
  #orders = 0;
  #amount = 0;

  get orders(): number {
    return this.#orders;
  }

  get amount(): number {
    return this.#amount;
  }

  add({ dayNumber, orders, sales, lastOrdered }: HistoryDay): void {
    const totals = { orders: orders.length, units: 0, amount: 0, shipping: 0, discounts: 0, fingerprint: 0 };
    for (const order of orders) {
      totals.units += order.quantity;
      totals.amount += order.totalAmount;
      totals.shipping += order.shippingCost;
      totals.discounts += order.discountAmount;
      totals.fingerprint += fingerprintOf(order);
    }
    if (orders.length > 0) this.#days.push({ day: isoDay(dayNumber), ...totals, customers: lastOrdered.size });
    this.#orders += totals.orders;
    this.#amount += totals.amount;
    for (const { category, ...sold } of sales) {
      const of = this.#categories.get(category) ?? { category, orders: 0, units: 0, amount: 0 };
      of.orders += sold.orders;
      of.units += sold.units;
      of.amount += sold.amount;
      this.#categories.set(category, of);
    }
  }

  answers({ members, assortment }: HistorySimulation): HistoryAnswers {
    return {
      orders: this.#orders,
      amount: this.#amount,
      customers: members.size,
      buyers: members.buyers,
      products: assortment.size,
      days: this.#days,
      categories: [...this.#categories.values()].sort((a, b) => (a.category < b.category ? -1 : 1)),
      grades: members.gradeTotals(),
      topProducts: assortment.top(TOP_PRODUCTS),
    };
  }
}

/** Two errors rarely cancel out, and a sum of a million values stays exact. */
const FINGERPRINT_MODULUS = 1_000_003;
const TIME_MODULUS = 9_973;

/** Every reader of rows must compute the same. */
export function fingerprintOf(
  order: Pick<Order, "totalAmount" | "shippingCost" | "discountAmount" | "quantity" | "createdAt">,
): number {
  const { totalAmount, shippingCost, discountAmount, quantity, createdAt } = order;
  const sum = totalAmount + 7 * shippingCost + 13 * discountAmount + 31 * quantity;
  return sum * (1 + createdAt.getTime() % TIME_MODULUS) % FINGERPRINT_MODULUS;
}

export interface Difference {
  /** "2026-03-02 amount", "식품 orders". */
  readonly question: string;
  readonly expected: number | string | null;
  readonly found: number | string | null;
}

/** Grades are compared only where both sides have them. */
export function differences(
  expected: HistoryAnswers,
  found: HistoryAnswers,
  { grades = true }: { readonly grades?: boolean } = {},
): Difference[] {
  const total = ({ orders, amount, customers, buyers, products }: HistoryAnswers) => ({
    orders,
    amount,
    customers,
    buyers,
    products,
  });
  return [
    ...compareFields("all", total(expected), total(found)),
    ...compareLists(expected.days, found.days, ({ day }) => day),
    ...compareLists(expected.categories, found.categories, ({ category }) => category),
    ...(grades ? compareLists(expected.grades, found.grades, ({ grade }) => grade) : []),
    ...compareLists(expected.topProducts, found.topProducts, ({ productId }) => productId),
    ...compareFields("top products", orderOf(expected), orderOf(found)),
  ];
}

function orderOf({ topProducts }: HistoryAnswers) {
  return { order: topProducts.map(({ productId }) => productId).join(" ") };
}

type Fields = Readonly<Record<string, number | string>>;

function compareLists<T extends object>(
  expected: readonly T[],
  found: readonly T[],
  keyOf: (item: T) => string,
): Difference[] {
  const foundBy = new Map(found.map((item) => [keyOf(item), item]));
  const expectedKeys = new Set(expected.map(keyOf));
  return [
    ...expected.flatMap((item) => {
      const other = foundBy.get(keyOf(item));
      return other === undefined
        ? [{ question: keyOf(item), expected: "there", found: null }]
        : compareFields(keyOf(item), item as unknown as Fields, other as unknown as Fields);
    }),
    ...found.filter((item) => !expectedKeys.has(keyOf(item)))
      .map((item) => ({ question: keyOf(item), expected: null, found: "there" })),
  ];
}

function compareFields(what: string, expected: Fields, found: Fields): Difference[] {
  return Object.keys(expected)
    .filter((field) => expected[field] !== found[field])
    .map((field) => ({
      question: `${what} ${field}`,
      expected: expected[field] ?? null,
      found: found[field] ?? null,
    }));
}

export function withAllGrades(totals: readonly GradeTotals[]): GradeTotals[] {
  const by = new Map<Grade, GradeTotals>(totals.map((each) => [each.grade, each]));
  return GRADES.map((grade) => by.get(grade) ?? { grade, members: 0, orders: 0, amount: 0 });
}
