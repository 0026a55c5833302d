import type { Field, Profile } from "../profiles/profile.ts";
import { isWhole } from "../../../domain/shared/decimal.ts";
import { currencyIn, currencyNamed, type DecimalMark, markOf, parseAmount } from "./amounts.ts";
import { type DateOrder, orderIn } from "./dates.ts";
import type { Columns } from "./recognise.ts";

/** What the whole file decides, not one line. */
export interface Decisions {
  /** `null` where no line needs it. */
  readonly dates: DateOrder | null;
  /** `null` where the currency has no fractions. */
  readonly decimal: DecimalMark | null;
  /** For lines that don't say. */
  readonly zone: string;
  /** `null` where every line must say it. */
  readonly currency: string | null;
}

/** What the columns of one file prove, row by row. */
export class ColumnEvidence {
  readonly #columns: Columns;
  readonly #isNational: boolean;
  readonly #orders = new Set<DateOrder>();
  readonly #marks = new Set<DecimalMark>();
  readonly #signs = new Set<string>();
  readonly #currencies = new Set<string>();
  #needsOrder = false;
  #needsMark = false;
  #hasHangul: boolean;
  #hasFractions = false;
  /** A date that fits both ways. */
  ambiguousDate: string | null = null;

  constructor(
    { columns, profile, header }: {
      readonly columns: Columns;
      readonly profile: Profile;
      readonly header: readonly string[];
    },
  ) {
    this.#columns = columns;
    this.#hasHangul = HANGUL.test(header.join());
    this.#isNational = profile.isNational ?? false;
  }

  add(row: readonly string[]): void {
    for (const column of DATES.flatMap((field) => this.#columns[field])) this.#addDate(row[column]?.trim() ?? "");
    for (const column of AMOUNTS.flatMap((field) => this.#columns[field])) this.#addAmount(row[column]?.trim() ?? "");
    for (const column of this.#columns.currency) {
      const currency = currencyNamed(row[column]?.trim() ?? "");
      if (currency !== null) this.#currencies.add(currency);
    }
    this.#hasHangul ||= TEXTS.some((field) => this.#columns[field].some((column) => HANGUL.test(row[column] ?? "")));
  }

  /** Whether reading on could still decide something. */
  get isOpen(): boolean {
    return this.#needsOrder && this.#orders.size === 0 || this.#needsMark && this.#marks.size === 0;
  }

  get asksForDates(): boolean {
    return this.#needsOrder && this.#orders.size !== 1;
  }

  get dates(): DateOrder | null {
    return this.#orders.size === 1 ? [...this.#orders][0]! : null;
  }

  /** Won has no fractions: a single mark before three digits parts thousands. */
  decimalFor(currency: string): DecimalMark | null {
    if (this.#marks.size === 1) return [...this.#marks][0]!;
    return currency === "KRW" || currency === "JPY" ? null : ".";
  }

  /** In the currency column. */
  get currencies(): readonly string[] {
    return [...this.#currencies];
  }

  /** The sign of the amounts, if there is one. */
  get sign(): string | null {
    return this.#signs.size === 1 ? [...this.#signs][0]! : null;
  }

  /** Korean names with whole prices: amounts in won, times of Seoul. */
  get looksKorean(): boolean {
    return !this.#isNational && this.#hasHangul && !this.#hasFractions;
  }

  #addDate(text: string): void {
    const order = orderIn(text);
    if (order === "either") {
      this.#needsOrder = true;
      this.ambiguousDate ??= text;
    } else if (order !== null) this.#orders.add(order);
  }

  #addAmount(text: string): void {
    if (text === "" || /^-?\d+$/.test(text)) return;
    const mark = markOf(text);
    if (mark !== null) this.#marks.add(mark);
    else if (/\d[.,]\d{3}$/.test(text)) this.#needsMark = true;
    const sign = currencyIn(text);
    if (sign !== null) this.#signs.add(sign);
    const amount = parseAmount(text, mark);
    if (amount && !isWhole(amount)) this.#hasFractions = true;
  }
}

const HANGUL = /[가-힣]/;
const DATES: readonly Field[] = ["date", "cancelled"];
const AMOUNTS: readonly Field[] = ["price", "optionPrice", "gross", "amount", "quantity", "discount"];
const TEXTS: readonly Field[] = ["name", "option", "region"];
