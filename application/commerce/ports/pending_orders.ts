/** Orders that came before their user or product did. */
export interface PendingOrders {
  /**
   * Stores, effects and all, up to `limit` pending orders whose user and product are known now, oldest first; gives how
   * many. Each is completed once, whoever calls. Orders still without partner stay.
   */
  complete(limit: number): Promise<number>;
  count(): Promise<number>;
}
