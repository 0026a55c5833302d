import type { Order } from "../../../domain/commerce/order.ts";
import type { Product } from "../../../domain/commerce/product.ts";
import type { User } from "../../../domain/commerce/user.ts";

/** Orders with the users and products they are the first to name; at most 1,000 of each. */
interface OrderBatch {
  readonly users: readonly User[];
  readonly products: readonly Product[];
  readonly orders: readonly Order[];
}

type SettleProgress = (done: number, total: number) => void;

/**
 * A way on which an import's orders reach the store: {@link throughLog} or {@link toStore}.
 *
 * Delivering what was delivered before changes nothing. All methods reject with the signal's reason when it is aborted.
 */
export interface OrderSink {
  deliver(batch: OrderBatch, signal: AbortSignal): Promise<void>;
  /** Resolves when everything delivered is stored, however long that takes. */
  settle(signal: AbortSignal, onProgress: SettleProgress): Promise<void>;
  /** Ends what the sink started. Called once, after success and failure alike. */
  close(): Promise<void>;
}
