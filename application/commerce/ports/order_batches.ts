import type { Order } from "../../../domain/commerce/order.ts";

/** Many orders at once, straight into the shop's store. */
export interface OrderBatches {
  /**
   * Stores up to 1,000 orders whose users and products are stored already, with their effects (`orderCount`,
   * `lastOrderedAt`, daily totals), all in one transaction. An id that is there before changes nothing and is a duplicate.
   * Throws `Outage`, or `DataRefused` when some order can't be stored; nothing is changed then.
   */
  addOrders(orders: readonly Order[]): Promise<{ readonly stored: number; readonly duplicates: number }>;
}
