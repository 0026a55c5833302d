import type { Decimal } from "../shared/decimal.ts";
import type { Digest } from "../shared/digest.ts";

/** A line of an invoice, in the file's own currency: another rate makes no other line. */
export interface IdentifiedLine {
  readonly invoice: string;
  /** The export's own id of the line. */
  readonly lineId: string | null;
  readonly productId: string;
  readonly quantity: number;
  readonly unitPrice: Decimal;
  readonly at: Date;
}

const LONGEST = 100;
const SHOWN_DIGITS = 12;

/** Equal for equal lines, wherever in whichever file they stand. Hexadecimal. */
export function lineDigest(
  { invoice, lineId, productId, quantity, unitPrice, at }: IdentifiedLine,
  digest: Digest,
): string {
  const identity = lineId === null ? [productId, quantity, plainDecimal(unitPrice), at.getTime()] : [lineId];
  return digest(JSON.stringify([invoice, ...identity]));
}

/**
 * The export's own id of the line, else product and digest. Never the line's place in the file: of several equal lines
 * it makes no difference which is which.
 *
 * @param nth among its equals, from 1
 */
export function lineOrderId(line: IdentifiedLine, lineDigest: string, nth: number): string {
  if (line.lineId !== null && nth === 1 && line.invoice.length + line.lineId.length < LONGEST) {
    return `${line.invoice}-${line.lineId}`;
  }
  const end = `-${lineDigest.slice(0, SHOWN_DIGITS)}${nth === 1 ? "" : `.${nth}`}`;
  return cut(`${line.invoice}-${line.productId}`, LONGEST - end.length) + end;
}

/** `invoice-product-place`, as earlier versions named a line. */
export function isPlacedOrderId(orderId: string, invoice: string, productId: string): boolean {
  const begin = `${invoice}-${productId}-`;
  return orderId.startsWith(begin) && /^\d{1,6}$/.test(orderId.slice(begin.length));
}

/** Of what a webhook took back: the line's own id, and the refund's or "cancelled". */
export function isTakenBackOrderId(orderId: string, invoice: string): boolean {
  return orderId.startsWith(`${invoice}-`) && /-[0-9a-f]{12}(?:\.\d+)?-(?:cancelled|\d+)$/.test(orderId);
}

/** 2.50 and 2.5 are one price. */
function plainDecimal({ digits, scale }: Decimal): string {
  let [rest, places] = [digits, scale];
  while (places > 0 && rest % 10n === 0n) [rest, places] = [rest / 10n, places - 1];
  return `${rest}e-${places}`;
}

/** Leaves no half of a surrogate pair, which databases reject. */
function cut(text: string, length: number): string {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, "");
}
