import type { Decimal } from "../../../domain/shared/decimal.ts";
import type { TermTexts } from "../../../application/commerce/ports/order_files.ts";
import { type Field, FIELDS } from "../profiles/profile.ts";
import { encodingNamed } from "../text_encoding.ts";
import { DATE_ORDERS, type DateOrder } from "./dates.ts";
import { type GivenRates, readRates } from "./rates.ts";
import { timeZoneNamed } from "./time_zones.ts";

/** How a file is to be read, as its importer says; what is `null` is found out from the file. */
export interface ImportTerms {
  readonly encoding: string | null;
  readonly dates: DateOrder | null;
  readonly zone: string | null;
  readonly currency: string | null;
  readonly map: ReadonlyMap<Field, string> | null;
  readonly rates: GivenRates;
}

interface TermFault {
  readonly name: keyof TermTexts;
  readonly text: string;
  readonly expected: string;
}

export function readImportTerms(
  texts: TermTexts,
): { readonly terms: ImportTerms; readonly faults: readonly TermFault[] } {
  const faults: TermFault[] = [];
  const read = <T>(name: keyof TermTexts, parse: (text: string) => T | null, expected: string): T | null => {
    const text = texts[name];
    if (text === undefined) return null;
    const value = parse(text.trim());
    if (value === null) faults.push({ name, text, expected });
    return value;
  };
  const encoding = read("encoding", encodingNamed, "one such as utf-8, cp949, utf-16le or windows-1252");
  const dates = read("dates", (text) => DATE_ORDERS.find((order) => order === text) ?? null, DATE_ORDERS.join(", "));
  const zone = read("timeZone", timeZoneNamed, "one such as Asia/Seoul or UTC");
  const currency = read("currency", currencyNamed, "a code of three letters, such as KRW");
  const map = read("map", readMap, `pairs such as order=주문번호,sku=상품코드, of ${FIELDS.join(", ")}`);
  const rates = read("rate", readRates, "won for one, above 0 to 1000000, such as 1700.5 or EUR=1500,USD=1380");
  const pound = read("rateKrw", poundRate, "won for one pound, above 0 to 1000000, such as 1700.5");
  const given = { own: rates?.own ?? null, named: new Map([...pound ?? [], ...rates?.named ?? []]) };
  return { terms: { encoding, dates, zone, currency, map, rates: given }, faults };
}

function currencyNamed(text: string): string | null {
  return /^[A-Za-z]{3}$/.test(text) ? text.toUpperCase() : null;
}

function poundRate(text: string): ReadonlyMap<string, Decimal> | null {
  const own = readRates(text)?.own;
  return own ? new Map([["GBP", own]]) : null;
}

function readMap(text: string): ReadonlyMap<Field, string> | null {
  const map = new Map<Field, string>();
  for (const pair of text.split(",")) {
    const [name = "", ...column] = pair.split("=");
    const field = FIELDS.find((field) => field.toLowerCase() === name.trim().toLowerCase());
    if (!field || map.has(field) || column.join("=").trim() === "") return null;
    map.set(field, column.join("=").trim());
  }
  return map;
}
