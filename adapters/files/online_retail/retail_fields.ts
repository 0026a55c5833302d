import { type Decimal, parseDecimal } from "../../../domain/shared/decimal.ts";
import { storableText } from "../../../domain/shared/storable.ts";
import { accepted, type Result } from "../../../domain/shared/result.ts";
import type { UnreadableLine } from "../../../application/commerce/ports/import.ts";
import { unreadable } from "../../../application/commerce/import/sold_line.ts";
import { parseRetailTime } from "./retail_time.ts";
import { MAX_WON } from "../../../domain/shared/money.ts";

/** UCI Online Retail, set 352 (https://archive.ics.uci.edu/dataset/352/online+retail). */
export const RETAIL_COLUMNS = [
  "InvoiceNo",
  "StockCode",
  "Description",
  "Quantity",
  "InvoiceDate",
  "UnitPrice",
  "CustomerID",
  "Country",
] as const;

export type RetailColumn = typeof RETAIL_COLUMNS[number];
export type RetailFields = Readonly<Record<RetailColumn, string>>;

export interface RetailSale {
  readonly invoice: string;
  readonly stockCode: string;
  readonly description: string;
  /** Never 0; as written, so a cancellation may still be positive. */
  readonly quantity: number;
  readonly at: Date;
  /** Pounds for one piece. Negative for a written-off debt. */
  readonly price: Decimal;
  /** `null` for a buyer without an account. */
  readonly customer: string | null;
  readonly country: string;
}

/** Reports all faults at once. */
export function readRetailFields(fields: RetailFields): Result<RetailSale, UnreadableLine> {
  const faults = RETAIL_COLUMNS.flatMap((column) => {
    const { error } = storableText.safeParse(fields[column]);
    return error ? error.issues.map(({ message }) => `${column}: ${message}`) : [];
  });
  const need = <T>(column: keyof RetailFields, read: (text: string) => T | null, expected: string): T | null => {
    const value = read(fields[column].trim());
    if (value === null) faults.push(`${column}: ${quoted(fields[column])} is not ${expected}`);
    return value;
  };

  // No "-": order ids are `invoice-code-place`, and must be unique.
  const invoice = need("InvoiceNo", matching(/^[A-Za-z0-9]{1,20}$/), "a number such as 536365 or C536379");
  const stockCode = need("StockCode", matching(/^.{1,50}$/), "a code such as 85123A");
  const quantity = need("Quantity", wholeNumber, "a whole number such as 6 or -1 (not 0, at most 32 bits)");
  const at = need("InvoiceDate", parseRetailTime, "a time such as 2010-12-01 08:26:00 or 12/1/2010 8:26");
  const price = need("UnitPrice", parseDecimal, "a number such as 2.55");
  const customer = fields.CustomerID.trim() === "" ? "" : need("CustomerID", customerNumber, "a number such as 17850");

  if (
    faults.length > 0 || invoice === null || stockCode === null || quantity === null || at === null || price === null
  ) return unreadable(faults);
  const description = fields.Description.trim();
  return accepted({
    invoice,
    stockCode,
    description,
    quantity,
    at,
    price,
    customer: customer || null,
    country: fields.Country.trim(),
  });
}

function matching(pattern: RegExp): (text: string) => string | null {
  return (text) => pattern.test(text) ? text : null;
}

/** "6" and "6.0". Never 0, nor beyond 32 bits. */
function wholeNumber(text: string): number | null {
  const match = /^([+-]?\d{1,10})(?:\.0*)?$/.exec(text);
  const number = Number(match?.[1] ?? 0);
  return number !== 0 && Math.abs(number) <= MAX_WON ? number : null;
}

/** "17850" and "17850.0" are the same customer. */
function customerNumber(text: string): string | null {
  return /^(\d{1,20})(?:\.0*)?$/.exec(text)?.[1] ?? null;
}

function quoted(text: string): string {
  return text.trim() === "" ? "nothing" : JSON.stringify(text.slice(0, 40));
}
