import type { Grade } from "../../grade.ts";
import type { Order } from "../../order.ts";
import type { Product, ProductId } from "../../product.ts";
import type { User, UserId } from "../../user.ts";

export interface HistoryDay {
  readonly dayNumber: number;
  readonly users: readonly User[];
  readonly products: readonly Product[];
  /** Ordered by time. */
  readonly orders: readonly Order[];
  readonly sales: readonly CategorySales[];
  /** Order rows of each product. */
  readonly sold: ReadonlyMap<ProductId, number>;
  readonly lastOrdered: ReadonlyMap<UserId, Date>;
  readonly regraded: readonly Regrading[];
}

interface CategorySales {
  readonly category: string;
  readonly orders: number;
  readonly units: number;
  readonly amount: number;
}

export interface MemberGrade {
  readonly userId: UserId;
  readonly to: Grade;
}

export interface Regrading extends MemberGrade {
  readonly from: Grade;
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
