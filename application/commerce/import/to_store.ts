import type { OrderSink } from "./order_sink.ts";
import type { CommerceWriter } from "../ports/shop.ts";
import type { OrderBatches } from "../ports/import.ts";

interface StoreSinkDeps {
  readonly writer: CommerceWriter;
  readonly orders: OrderBatches;
  /** Retries all but `DataRefused`. */
  readonly withRetry: <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>;
}

export function toStore({ writer, orders, withRetry }: StoreSinkDeps): OrderSink {
  return {
    async deliver(batch, signal) {
      signal.throwIfAborted();
      if (batch.users.length > 0) await withRetry(() => writer.addUsers(batch.users), signal);
      if (batch.products.length > 0) await withRetry(() => writer.addProducts(batch.products), signal);
      if (batch.orders.length > 0) await withRetry(() => orders.addOrders(batch.orders), signal);
    },
    settle: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}
