import type { Grade } from "../../grade.ts";
import type { Order } from "../../order.ts";
import type { Product, ProductId } from "../../product.ts";
import type { User, UserId } from "../../user.ts";

/** One day of a history: what was added to the shop, and what that means for the figures beside it. */
export interface HistoryDay {
  readonly dayNumber: number;
  /** Registered and listed on this day. */
  readonly users: readonly User[];
  readonly products: readonly Product[];
  /** In the order of their times, all before the day's end. */
  readonly orders: readonly Order[];
  /** The day's sales of each category. */
  readonly sales: readonly CategorySales[];
  /** Order rows of each product. */
  readonly sold: ReadonlyMap<ProductId, number>;
  /** Who bought, and when last. */
  readonly lastOrdered: ReadonlyMap<UserId, Date>;
  /** At the end of the day; every seventh day has some. */
  readonly regraded: readonly Regrading[];
}

interface CategorySales {
  readonly category: string;
  /** A history has no cancellations: each row is an order. */
  readonly orders: number;
  readonly units: number;
  readonly amount: number;
}

export interface Regrading {
  readonly userId: UserId;
  readonly from: Grade;
  readonly to: Grade;
}

export function salesOf(orders: readonly Order[]): CategorySales[] {
  const sales = new Map<string, { category: string; orders: number; units: number; amount: number }>();
  for (const { category, quantity, totalAmount } of orders) {
    let of = sales.get(category!);
    if (!of) sales.set(category!, of = { category: category!, orders: 0, units: 0, amount: 0 });
    of.orders++;
    of.units += quantity;
    of.amount += totalAmount;
  }
  return [...sales.values()];
}
