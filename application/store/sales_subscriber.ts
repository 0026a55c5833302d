import type { BusinessDay } from "../../domain/store/business_day.ts";
import type { Store } from "../../domain/store/store.ts";

/** Keeps figures that follow from the sales. Notified after the sales are stored, before the sender is answered. */
export interface SalesSubscriber {
  /**
   * @param days the business days whose figures may be out of date
   * @param version the store's version that they hold the sales of
   */
  onSalesStored(store: Store, days: readonly BusinessDay[], version: number): Promise<void>;
  /** Every business day of the store begins at another time now. */
  onHoursChanged(store: Store): Promise<void>;
  /** Gets what a notification threw. The sales stay stored: figures carry a version, and show by it that they are out of date. */
  onFault(error: unknown): void;
}

/** Its faults do not become the caller's. */
export async function notify(
  subscriber: SalesSubscriber,
  notification: (subscriber: SalesSubscriber) => Promise<void>,
): Promise<void> {
  try {
    await notification(subscriber);
  } catch (error) {
    subscriber.onFault(error);
  }
}
