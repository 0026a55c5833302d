import type { BusinessDay } from "../../domain/store/business_day.ts";
import type { Store } from "../../domain/store/store.ts";

/** Whoever keeps figures that follow from the sales. Told after the sales are stored, before the sender is answered. */
export interface SalesSubscriber {
  /**
   * @param days the business days whose figures may be out of date
   * @param version the store's version that they hold the sales of
   */
  onSalesStored(store: Store, days: readonly BusinessDay[], version: number): Promise<void>;
  /** Every business day of the store is another stretch of time now. */
  onHoursChanged(store: Store): Promise<void>;
  /** What telling it threw. The sales stay stored: figures carry a version, and show by it that they are out of date. */
  onFault(error: unknown): void;
}

/** Tells the listener; its faults are its own. */
export async function telling(
  listener: SalesSubscriber,
  tell: (listener: SalesSubscriber) => Promise<void>,
): Promise<void> {
  try {
    await tell(listener);
  } catch (error) {
    listener.onFault(error);
  }
}
