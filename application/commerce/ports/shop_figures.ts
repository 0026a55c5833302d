import type { Grade } from "../../../domain/commerce/grade.ts";
import type { Order } from "../../../domain/commerce/order.ts";

export interface Figures {
  readonly counts: { readonly users: number; readonly products: number; readonly orders: number };
  /** Members who have ordered, and members who have not. */
  readonly buyers: number;
  readonly newUsers: number;
  readonly grades: Readonly<Record<Grade, number>>;
}

/** Read model for the summary and the live page. Throws `Outage`. */
export interface ShopFigures {
  figures(): Promise<Figures>;
  /** The orders placed last, newest first. */
  recentOrders(limit: number): Promise<Order[]>;
}
