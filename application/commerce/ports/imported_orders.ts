import type { OrderId } from "../../../domain/commerce/order.ts";

/** What the shop's store holds of the orders that an import names; an import's balance is read from here. */
export interface ImportedOrders {
  /**
   * How many of up to 1,000 different ids are stored, and what their `totalAmount` adds up to in won (0 for none).
   * Orders that still wait for their user or product do not count. Throws `Outage`.
   */
  amountOf(ids: readonly OrderId[]): Promise<{ readonly found: number; readonly amount: number }>;
}
