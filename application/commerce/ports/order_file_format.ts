import type { Order } from "../../../domain/commerce/order.ts";
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
