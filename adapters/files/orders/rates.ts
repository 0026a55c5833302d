import { NO_CURRENCY, type Understood } from "./order_file.ts";
import type { Rates } from "../../../application/commerce/import/sold_line.ts";
import { type Decimal, parseDecimal } from "../../../domain/shared/decimal.ts";

export interface GivenRates {
  /** Won for one unit of the file's own currency. */
  readonly own: Decimal | null;
  readonly named: ReadonlyMap<string, Decimal>;
}

const HIGHEST_RATE = 1_000_000n;
const WON: Decimal = { digits: 1n, scale: 0 };
/** Of Online Retail's years. */
const POUND: Decimal = { digits: 1700n, scale: 0 };

/** "1700.5", or "EUR=1500,USD=1380.5"; `null` for anything else. */
export function readRates(text: string): GivenRates | null {
  const own = readRate(text);
  if (own) return { own, named: new Map() };
  const pairs = text.split(",").map((pair) => /^\s*([A-Za-z]{3})\s*=\s*(\S+)\s*$/.exec(pair));
  const named = pairs.map((pair) => [pair?.[1]?.toUpperCase() ?? "", readRate(pair?.[2] ?? "")] as const);
  if (named.some(([currency, rate]) => currency === "" || rate === null)) return null;
  return { own: null, named: new Map(named as readonly (readonly [string, Decimal])[]) };
}

/** The rates of a file, and what is asked where one of its currencies has none. */
export function ratesOf(
  { currency, currencies }: Understood,
  { own, named }: GivenRates,
): { readonly rates: Rates; readonly questions: readonly string[] } {
  const known = new Map([["GBP", POUND], ...named, ["KRW", WON]]);
  const sole = currencies.length === 1 ? currencies[0]! : currency;
  if (own && sole !== NO_CURRENCY && sole !== "KRW") known.set(sole, own);
  const missing = currencies.filter((currency) => currency !== NO_CURRENCY && !known.has(currency));
  const example = missing.length === 1
    ? "--rate <won for one>"
    : `--rate ${missing.map((name) => `${name}=<won>`).join(",")}`;
  const questions = missing.length === 0
    ? []
    : [`its amounts are in ${missing.join(" and ")}, and the shop's in won: give ${example}`];
  return { rates: known, questions };
}

/** Without zeros at its end. */
export function rateText({ digits, scale }: Decimal): string {
  const magnitude = `${digits < 0n ? -digits : digits}`.padStart(scale + 1, "0");
  const text = scale === 0
    ? magnitude
    : `${magnitude.slice(0, -scale)}.${magnitude.slice(-scale)}`.replace(/\.?0+$/, "");
  return digits < 0n ? `-${text}` : text;
}

function readRate(text: string): Decimal | null {
  const rate = parseDecimal(text.trim());
  return rate && rate.digits > 0n && rate.digits <= HIGHEST_RATE * 10n ** BigInt(rate.scale) ? rate : null;
}
