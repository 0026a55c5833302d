import type { BusinessDay } from "../../domain/store/business_day.ts";
import type { Store } from "../../domain/store/store.ts";

/** Notified after the sales are stored, before the sender is answered. */
export interface SalesSubscriber {
  /** `version` is the store's that has the sales. */
  onSalesStored(store: Store, days: readonly BusinessDay[], version: number): Promise<void>;
  onHoursChanged(store: Store): Promise<void>;
  /** The sales stay stored; figures carry a version that shows they are out of date. */
  onFault(error: unknown): void;
}

/** Faults do not reach the caller. */
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
