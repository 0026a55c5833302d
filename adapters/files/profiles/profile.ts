import type { DateOrder } from "../orders/dates.ts";
import type { OrderLine } from "../../../application/commerce/ports/order_line.ts";

export const FIELDS = [
  "order",
  "line",
  "variant",
  "sku",
  "name",
  "option",
  "category",
  "quantity",
  "date",
  "time",
  "zone",
  "price",
  "optionPrice",
  "gross",
  "discount",
  "amount",
  "orderDiscount",
  "shipping",
  "tax",
  "currency",
  "customer",
  "buyer",
  "region",
  "payment",
  "status",
  "cancelled",
  "refunded",
] as const;

/**
 * What a column means. `variant` is the code of what was sold, `sku` of the product whose `option` was. Amounts: `price` and `optionPrice` of one piece, `gross` of the line before and `amount` after
 * its `discount`; `orderDiscount`, `shipping` and `refunded` of the whole order. `line` is the line's id, or its number within
 * the order. `buyer` tells buyers apart where there is no `customer`, and is kept as a digest. `cancelled` is
 * a time or a word.
 */
export type Field = typeof FIELDS[number];

/** An export's format. Header names are matched without case, accents, spaces, dashes, dots and underscores. */
export interface Profile {
  readonly id: string;
  readonly title: string;
  /** Names of each field's columns; of several the first with something in it counts. */
  readonly columns: Partial<Readonly<Record<Field, readonly string[]>>>;
  /** Recognised where each of these, or one of several, has a column. */
  readonly needs: readonly (Field | readonly Field[])[];
  /** ISO 4217; `null` where only the file or its owner knows. */
  readonly currency: string | null;
  /** IANA name; `null` where only the file or its owner knows, and UTC is taken. */
  readonly zone: string | null;
  /** Where the dates themselves leave it open. */
  readonly dates?: DateOrder;
  /** Currency and zone never differ. */
  readonly isNational?: true;
  readonly status: OrderLine["status"];
  /** Of goods, where the export has no categories. */
  readonly category?: string;
  /** Of numbers of orders that take others back. */
  readonly cancelPrefix?: RegExp;
  /** Rows below an order's first leave its number or its fields empty. */
  readonly continues?: true;
  /** `shipping` is the line's own. */
  readonly hasShippingByLine?: true;
  /** `region` holds addresses, of which the first word is kept. */
  readonly hasAddresses?: true;
  readonly isGoods?: (sku: string) => boolean;
}

export function headerKey(name: string): string {
  const bare = name.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").normalize("NFC");
  return bare.toLowerCase().replace(/[\s_\-.\u00a0\ufeff]/g, "");
}
