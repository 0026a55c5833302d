import { type Decimal, negate, parseDecimal } from "../../../domain/shared/decimal.ts";

export type DecimalMark = "." | ",";

const PLAIN = /^[+-]?\d+(?:\.\d{1,2})?$/;
/** Signs and words of currencies, before or behind the number. */
const CURRENCY = /KRW|USD|EUR|GBP|JPY|CNY|BRL|AUD|CAD|원|₩|￦|R\$|US\$|\$|€|£|¥|￥|円|元/gi;
const SPACES = /[\s\u00a0\u202f'’]/g;

/**
 * "2.55", "2,55", "1,234.50", "12,000원", "-$3.60", "(3.60)", "3.60-"; `null` for anything else.
 *
 * @param mark of the column, for "1,234" and "1.234"; `null` where either is a thousand, as in won
 */
export function parseAmount(text: string, mark: DecimalMark | null): Decimal | null {
  if (PLAIN.test(text)) return parseDecimal(text);
  const written = text.replace(CURRENCY, "").replace(SPACES, "").replace(/^[−–]/, "-").replace(/^\+/, "");
  const negative = /^\((.+)\)$|^-(.+)$|^(.+)-$/.exec(written);
  const number = negative ? negative[1] ?? negative[2] ?? negative[3]! : written;
  const parsed = unsigned(number, mark);
  return parsed && negative ? negate(parsed) : parsed;
}

function unsigned(number: string, mark: DecimalMark | null): Decimal | null {
  if (!/^[\d.,]+$/.test(number) || !/\d/.test(number)) return null;
  const decimal = markOf(number) ?? mark ?? (number.includes(".") ? "," : ".");
  const thousands = decimal === "." ? "," : ".";
  const [whole = "", fraction, ...more] = number.split(decimal);
  if (more.length > 0 || fraction?.includes(thousands)) return null;
  const groups = whole.split(thousands);
  // Indian groups have two digits: 1,23,456.
  if (
    groups.length > 1 &&
    !(groups.slice(1, -1).every(({ length }) => length === 2 || length === 3) && groups.at(-1)!.length === 3)
  ) {
    return null;
  }
  return parseDecimal(`${groups.join("")}${fraction === undefined ? "" : `.${fraction}`}`);
}

/** What a number proves of its own: "2,55" and "1.234,5" have a comma, "0.350" and "1,234.5" a point, "1,234" neither. */
export function markOf(number: string): DecimalMark | null {
  const digits = number.replace(/[^\d.,]/g, "");
  const [point, comma] = [digits.lastIndexOf("."), digits.lastIndexOf(",")];
  if (point >= 0 && comma >= 0) return point > comma ? "." : ",";
  const at = Math.max(point, comma);
  if (at < 0) return null;
  const mark = digits[at] as DecimalMark;
  if (digits.indexOf(mark) !== at) return mark === "." ? "," : ".";
  const isGroup = digits.length - at - 1 === 3 && at > 0 && at <= 3 && digits[0] !== "0";
  return isGroup ? null : mark;
}

/** ISO 4217 of what a column of currencies has: "EUR", "eur", "€", "원"; `null` for anything else. */
export function currencyNamed(text: string): string | null {
  return /^[A-Za-z]{3}$/.test(text) ? text.toUpperCase() : currencyIn(text);
}

/** ISO 4217 of a sign or word in the text; "$" and "¥" are the most common of several. `null` without one. */
export function currencyIn(text: string): string | null {
  const sign = text.match(CURRENCY)?.[0]?.toUpperCase();
  if (sign === undefined) return null;
  return SIGNS[sign] ?? sign;
}

const SIGNS: Readonly<Record<string, string>> = {
  "원": "KRW",
  "₩": "KRW",
  "￦": "KRW",
  "$": "USD",
  "US$": "USD",
  "R$": "BRL",
  "€": "EUR",
  "£": "GBP",
  "¥": "JPY",
  "￥": "JPY",
  "円": "JPY",
  "元": "CNY",
};
