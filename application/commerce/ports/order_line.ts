import type { ORDER_STATUSES } from "../../../domain/commerce/order.ts";
import type { Decimal } from "../../../domain/shared/decimal.ts";

/** One line of an order as an export tells it, whatever its format. Amounts are in `currency`, not yet in won. */
export interface OrderLine {
  /** Number of the order or invoice, as written. */
  readonly order: string;
  /** The export's own id of the line, unique among all lines; `null` where it has none. */
  readonly lineId: string | null;
  readonly sku: string;
  readonly name: string;
  /** `null` where the export has none. */
  readonly category: string | null;
  /** False for postage, charges, discounts and refunds of money. */
  readonly isGoods: boolean;
  /** Never 0; negative takes an earlier sale back. */
  readonly quantity: number;
  /** ISO 4217. */
  readonly currency: string;
  readonly unitPrice: Decimal;
  /** Of the line, after its discount, without shipping; the sign of a sale taken back is negative. */
  readonly amount: Decimal;
  /** `null` where the export has none. Never negative. */
  readonly discount: Decimal | null;
  readonly shipping: Decimal | null;
  readonly tax: Decimal | null;
  readonly at: Date;
  /** Never an e-mail address: those are digested. `null` for a buyer without an account. */
  readonly customer: string | null;
  /** Country, province or city, as written; may be empty. */
  readonly region: string;
  readonly paymentMethod: string | null;
  readonly status: typeof ORDER_STATUSES[number];
  /** The pieces or the money that were taken back so far, in all: some of it may be stored, and more may come. */
  readonly takesBackInAll?: true;
}

/** In the order of the file. `order` of a fault is what could be made out, or "". */
export type SourceLine =
  & {
    /** From 1 for the first line of the file. */
    readonly line: number;
    readonly raw: string;
  }
  & ({ readonly value: OrderLine } | { readonly fault: string; readonly order: string });
