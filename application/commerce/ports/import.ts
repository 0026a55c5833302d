import type { Order, OrderId } from "../../../domain/commerce/order.ts";
import type { Product } from "../../../domain/commerce/product.ts";
import type { User } from "../../../domain/commerce/user.ts";
import type { Refusal, Result } from "../../../domain/shared/result.ts";

/** A line's fields by column, each as the text in the file. */
export type LineFields<Column extends string> = Readonly<Record<Column, string>>;

/** One line as the shop knows it: who bought what, and the purchase. */
export interface SoldLine {
  readonly user: User;
  readonly product: Product;
  readonly order: Order;
}

/** A line that is no order. `details` has one entry per fault, naming the column. */
export interface UnreadableLine extends Refusal {
  readonly code: "unreadable_line";
  readonly details: readonly string[];
}

/** How a kind of file says what was sold. The same line at the same place always gives the same ids. */
export interface OrderFileFormat<Column extends string> {
  readonly columns: readonly Column[];
  /** What the lines of one purchase share; "" for a line that does not say it. */
  invoiceOf(fields: Partial<LineFields<Column>>): string;
  /** @param place the line's place among those of its invoice, from 1 */
  parse(fields: LineFields<Column>, place: number): Result<SoldLine, UnreadableLine>;
}

/** Many orders at once, straight into the shop's store. */
export interface OrderBatches {
  /**
   * Stores up to 1,000 orders whose users and products are stored already, with their effects (`orderCount`,
   * `lastOrderedAt`, daily totals), all in one transaction. An id that is there before changes nothing and is a duplicate.
   * Throws `Outage`, or `DataRefused` when some order can't be stored; nothing is changed then.
   */
  addOrders(orders: readonly Order[]): Promise<{ readonly stored: number; readonly duplicates: number }>;
}

/** What the shop's store holds of the orders that an import names; an import's balance is read from here. */
export interface ImportedOrders {
  /**
   * How many of up to 1,000 different ids are stored, and what their `totalAmount` adds up to in won (0 for none).
   * Orders that still wait for their user or product do not count. Throws `Outage`.
   */
  amountOf(ids: readonly OrderId[]): Promise<{ readonly found: number; readonly amount: number }>;
}

/** A line of an import that is no order. */
export interface RejectedLine {
  /** The line's number in the file, from 1 for the header. */
  readonly line: number;
  readonly reason: string;
  /** The line in the file. */
  readonly raw: string;
}

/** Where rejected lines are kept until they are corrected. */
export interface RejectedLines {
  /** Lines are kept in the order given. Throws when they can't be kept: then the import must not go on. */
  add(line: RejectedLine): Promise<void>;
}
