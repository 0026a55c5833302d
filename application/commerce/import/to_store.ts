import type { OrderSink } from "./order_sink.ts";
import type { CommerceWriter } from "../ports/commerce_writer.ts";
import type { OrderBatches } from "../ports/order_batches.ts";

interface StoreSinkDeps {
  readonly writer: CommerceWriter;
  readonly orders: OrderBatches;
  /** Runs `work` until it gives a result, with pauses, as long as it throws anything but `DataRefused`. */
  readonly withRetry: <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>;
}

/** The short way: no log, no consumers. A batch that is delivered is stored. */
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
