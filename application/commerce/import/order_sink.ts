import type { Order } from "../../../domain/commerce/order.ts";
import type { Product } from "../../../domain/commerce/product.ts";
import type { User } from "../../../domain/commerce/user.ts";

/** At most 1,000 of each. */
interface OrderBatch {
  readonly users: readonly User[];
  readonly products: readonly Product[];
  readonly orders: readonly Order[];
}

type SettleProgress = (done: number, total: number) => void;

/** Idempotent. All methods reject with the signal's reason when it is aborted. */
export interface OrderSink {
  deliver(batch: OrderBatch, signal: AbortSignal): Promise<void>;
  /** Resolves when everything delivered is stored. */
  settle(signal: AbortSignal, onProgress: SettleProgress): Promise<void>;
  /** Called once, also after a failure. */
  close(): Promise<void>;
}
