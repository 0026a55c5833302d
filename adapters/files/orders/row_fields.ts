import { absolute, type Decimal } from "../../../domain/shared/decimal.ts";
import { isStorable } from "../../../domain/shared/storable.ts";
import type { Field } from "../profiles/profile.ts";
import { type DecimalMark, parseAmount } from "./amounts.ts";
import type { Columns } from "./recognise.ts";

/** Fields that rows below an order's first may leave empty. */
const CARRIED: readonly Field[] = [
  "date",
  "time",
  "zone",
  "currency",
  "customer",
  "buyer",
  "region",
  "payment",
  "status",
  "cancelled",
];
const NONE: readonly string[] = [];
const TEXTS: readonly Field[] = [
  "order",
  "line",
  "variant",
  "sku",
  "name",
  "option",
  "category",
  "customer",
  "region",
  "payment",
];
const CODES: readonly Field[] = ["order", "line", "variant", "sku", "customer"];
/** 18000012345678 as a spreadsheet saves it: other orders end up under the same number. */
const ROUNDED = /^\d(?:[.,]\d+)?E\+\d{1,2}$/i;
const MAYBE_ROUNDED = /\dE\+\d/i;
export const EXPECTED_AMOUNT = "a number such as 2.55";
export const EXPECTED_QUANTITY = "a number such as 6 or -1 (not 0, at most 32 bits)";

/** "2개", "2 pcs", "x2". */
function withoutUnit(text: string): string {
  return text.replace(/^[x×]\s?(?=\d)|(?<=[\d)])\s?\p{L}{1,6}\.?$/iu, "");
}

interface RowFieldsOptions {
  readonly header: readonly string[];
  readonly columns: Columns;
  /** `null` where the currency has no fractions. */
  readonly decimal: DecimalMark | null;
}

/** The fields of one row after another, by their columns, and what is wrong with them. */
export class RowFields {
  readonly #header: readonly string[];
  readonly #columns: Columns;
  readonly #decimal: DecimalMark | null;
  #row: readonly string[] = [];
  #raw = "";
  /** Empty before the first order. */
  #first: readonly string[] = [];
  #faults: string[] = [];

  constructor({ header, columns, decimal }: RowFieldsOptions) {
    this.#header = header;
    this.#columns = columns;
    this.#decimal = decimal;
  }

  /** Forgets the faults of the row before. */
  moveTo(row: readonly string[], raw: string): void {
    this.#row = row;
    this.#raw = raw;
    this.#faults = [];
  }

  /** The current row begins an order: those after it take over what they leave empty. */
  beginOrder(): void {
    this.#first = this.#row;
  }

  get faults(): readonly string[] {
    return this.#faults;
  }

  has(field: Field): boolean {
    return this.#columns[field].length > 0;
  }

  /** Of this row; "" without one. 536365.0 is a number that a spreadsheet or a program took for a measure. */
  code(field: Field): string {
    const text = this.own(field);
    return text.endsWith("0") ? text.replace(/^(\d{4,})\.0+$/, "$1") : text;
  }

  /** Of this row; "" without one. */
  own(field: Field): string {
    for (const column of this.#columns[field]) {
      const text = this.#row[column]!.trim();
      if (text !== "") return text;
    }
    return "";
  }

  /** Of this row, or of its order's first. */
  text(field: Field): string {
    if (!this.has(field)) return "";
    const own = this.own(field);
    if (own !== "" || this.#first === this.#row || !CARRIED.includes(field)) return own;
    return this.#values(field, this.#first)[0] ?? "";
  }

  /** Of all columns of this row. */
  ownTexts(field: Field): readonly string[] {
    return this.#values(field, this.#row);
  }

  /** Of all columns of this row, or of its order's first. */
  texts(field: Field): readonly string[] {
    if (!this.has(field)) return NONE;
    const own = this.ownTexts(field);
    return own.length === 0 ? this.#values(field, this.#first) : own;
  }

  amount(field: Field): Decimal | null {
    const text = this.own(field);
    if (text === "") return null;
    const amount = parseAmount(field === "quantity" ? withoutUnit(text) : text, this.#decimal);
    if (!amount) this.refuse(field, field === "quantity" ? EXPECTED_QUANTITY : EXPECTED_AMOUNT);
    return amount;
  }

  /** Without its sign. */
  magnitude(field: Field): Decimal | null {
    const amount = this.amount(field);
    return amount && absolute(amount);
  }

  refuse(field: Field, expected: string): void {
    const column = this.#columns[field][0];
    const text = this.text(field);
    const named = text === "" ? "nothing" : JSON.stringify(text.slice(0, 40));
    const fault = `${column === undefined ? field : this.#header[column]}: ${named} is not ${expected}`;
    if (!this.#faults.includes(fault)) this.#faults.push(fault);
  }

  refuseRoundedCodes(): void {
    if (!MAYBE_ROUNDED.test(this.#raw)) return;
    for (const field of CODES) {
      if (ROUNDED.test(this.own(field))) {
        this.refuse(field, "whole: a spreadsheet has rounded it, take the export as it was downloaded");
      }
    }
  }

  refuseUnstorableTexts(): void {
    if (isStorable(this.#raw)) return;
    for (const field of TEXTS) {
      for (const column of this.#columns[field]) {
        if (isStorable(this.#row[column]!)) continue;
        this.#faults.push(`${this.#header[column]}: expected text without NUL and with whole characters`);
      }
    }
  }

  #values(field: Field, row: readonly string[]): string[] {
    return this.#columns[field].flatMap((column) => row[column]?.trim() || []);
  }
}
