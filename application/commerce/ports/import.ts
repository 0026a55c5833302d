import type { Order } from "../../../domain/commerce/order.ts";
import type { Product } from "../../../domain/commerce/product.ts";
import type { User } from "../../../domain/commerce/user.ts";
import type { Refusal } from "../../../domain/shared/result.ts";

export interface SoldLine {
  readonly user: User;
  readonly product: Product;
  readonly order: Order;
  /** As of `OrderLine`. */
  readonly takesBackInAll?: true;
}

export interface ReadLine {
  readonly sold: SoldLine;
  /** In the file. */
  readonly line: number;
}

/** `details` names the column of each fault. */
export interface UnreadableLine extends Refusal {
  readonly code: "unreadable_line";
  readonly details: readonly string[];
}

export interface OrderBatches {
  /**
   * Up to 1,000 orders of stored users and products, with their effects, in one transaction; counts known ids as
   * duplicates. Throws `Outage`, or `DataRefused` when some order can't be stored; nothing is changed then.
   */
  addOrders(orders: readonly Order[]): Promise<{ readonly stored: number; readonly duplicates: number }>;
}

export interface RejectedLine {
  /** From 1 for the header. */
  readonly line: number;
  readonly reason: string;
  readonly raw: string;
}

export interface RejectedLines {
  /** In the order given. Throws when the line can't be kept: the import must not go on. */
  add(line: RejectedLine): Promise<void>;
}
