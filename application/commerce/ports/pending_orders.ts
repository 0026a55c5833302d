/** Orders that came before their user or product did. */
export interface PendingOrders {
  /**
   * Stores, effects and all, up to `limit` waiting orders whose user and product are known now, oldest first; gives how
   * many. Each is completed once, whichever process calls. Orders whose user or product is still missing stay.
   */
  complete(limit: number): Promise<number>;
  count(): Promise<number>;
}
