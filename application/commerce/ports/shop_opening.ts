/** When the shop was first opened, for processes that don't see its store. Both throw `Outage`. */
export interface ShopOpening {
  /** `null` until it is announced. */
  openedAt(): Promise<Date | null>;
  announce(at: Date): Promise<void>;
}
