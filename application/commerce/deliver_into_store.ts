import type { OrderDelivery } from "./order_delivery.ts";
import type { MarketStore } from "./ports/market_store.ts";
import type { OrderBatches } from "./ports/order_batches.ts";

interface StoreDelivery {
  readonly market: MarketStore;
  readonly orders: OrderBatches;
  /** Runs `work` until it gives a result, with pauses, as long as it throws anything but `DataRefused`. */
  readonly patiently: <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>;
}

/** The short way: no log, no consumers. A batch that is delivered is stored. */
export function deliverIntoStore({ market, orders, patiently }: StoreDelivery): OrderDelivery {
  return {
    async deliver(batch, signal) {
      signal.throwIfAborted();
      if (batch.users.length > 0) await patiently(() => market.addUsers(batch.users), signal);
      if (batch.products.length > 0) await patiently(() => market.addProducts(batch.products), signal);
      if (batch.orders.length > 0) await patiently(() => orders.addOrders(batch.orders), signal);
    },
    settle: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}
