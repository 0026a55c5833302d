import type { OrderLine } from "../../../application/commerce/ports/order_line.ts";
import { EARLIEST_ORDER } from "../../../domain/commerce/order_placement.ts";
import { customerCode } from "../../../domain/commerce/outside_ids.ts";
import type { Decimal } from "../../../domain/shared/decimal.ts";
import type { Digest } from "../../../domain/shared/digest.ts";
import { MAX_WON } from "../../../domain/shared/money.ts";
import { isStorable } from "../../../domain/shared/storable.ts";
import type { Field, Profile } from "../profiles/profile.ts";
import { absolute, type DecimalMark, divided, minus, parseAmount, plus, times } from "./amounts.ts";
import { type DateOrder, parseTime, type WrittenTime } from "./dates.ts";
import type { Columns } from "./recognise.ts";
import { latest, statusNamed } from "./statuses.ts";
import { timeZoneNamed, ZonedTimes } from "./time_zones.ts";

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

/** A line with what only its order decides. */
export interface DraftLine extends OrderLine {
  /** Of the whole order, on its first line. */
  readonly orderDiscount: Decimal | null;
  readonly refunded: Decimal | null;
  readonly cancelledAt: Date | null;
}

export type ReadLine = { readonly value: DraftLine } | { readonly fault: string; readonly order: string };

interface ReaderOptions {
  readonly header: readonly string[];
  readonly columns: Columns;
  readonly profile: Profile;
  readonly decisions: Decisions;
  readonly digest: Digest;
  /** Later times are refused. */
  readonly latest: Date;
}

const ZERO: Decimal = { digits: 0n, scale: 0 };
const ONE: Decimal = { digits: 1n, scale: 0 };
/** Digits behind the point of a unit price that a total was divided into. */
const UNIT_SCALE = 6;
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

/** Reads rows in the order of the file. */
export class LineReader {
  readonly #options: ReaderOptions;
  readonly #times = new ZonedTimes();
  readonly #zones = new Map<string, string | null>();
  readonly #seen = new Set<string>();
  readonly #hasOrderMoney: boolean;
  #order = "";
  #first: readonly string[] = [];
  #row: readonly string[] = [];
  #isFirst = true;
  #faults: string[] = [];

  constructor(options: ReaderOptions) {
    this.#options = options;
    const { columns, profile } = options;
    const fields: Field[] = profile.hasShippingByLine
      ? ["orderDiscount", "refunded"]
      : ["orderDiscount", "refunded", "shipping"];
    this.#hasOrderMoney = fields.some((field) => columns[field].length > 0);
  }

  /** What can be made out of a row that is broken. */
  orderOf(row: readonly string[]): string {
    return row[this.#options.columns.order[0]!]?.trim() ?? "";
  }

  read(row: readonly string[]): ReadLine {
    const { profile } = this.#options;
    this.#row = row;
    this.#faults = [];
    const written = this.#own("order");
    const order = written === "" && profile.continues ? this.#order : written;
    if (order !== this.#order) this.#checkTogether(order);
    if (order !== this.#order || !profile.continues) this.#first = row;
    this.#order = order;
    this.#isFirst = !this.#hasOrderMoney || !this.#seen.has(order);

    const value = this.#faults.length > 0 ? null : this.#line(order);
    if (this.#faults.length > 0 || value === null) return { fault: this.#faults.join("; "), order };
    if (this.#hasOrderMoney) this.#seen.add(order);
    return { value };
  }

  #line(order: string): DraftLine | null {
    const { profile, digest } = this.#options;
    if (order === "") this.#refuse("order", "a number such as 536365 or #1001");
    for (const field of CODES) {
      if (ROUNDED.test(this.#own(field))) {
        this.#refuse(field, "whole: a spreadsheet has rounded it, take the export as it was downloaded");
      }
    }
    const product = this.#product();
    const currency = this.#text("currency").toUpperCase() || (this.#options.decisions.currency ?? "");
    if (!/^[A-Z]{3}$/.test(currency)) {
      this.#refuse("currency", "a currency such as KRW or EUR (--currency is that of lines that don't say)");
    }
    const at = this.#at();
    const money = this.#money(order);
    this.#checkTexts();
    if (this.#faults.length > 0 || !product || !at || !money) return null;

    const { quantity, unitPrice, amount, discount, takesBack } = money;
    const cancelledAt = this.#cancelledAt(at);
    const named = this.#status();
    const status = cancelledAt && named !== "RETURNED" ? "CANCELLED" : named ?? profile.status;
    return {
      order,
      lineId: this.#own("line") || null,
      ...product,
      isGoods: profile.isGoods?.(product.sku) ?? true,
      quantity,
      currency,
      unitPrice,
      amount,
      discount,
      shipping: this.#isFirst || profile.hasShippingByLine ? this.#amount("shipping", absolute) : null,
      tax: this.#amount("tax", absolute),
      at,
      customer: this.#customer(digest),
      region: profile.hasAddresses ? this.#text("region").split(/\s+/)[0]! : this.#text("region"),
      paymentMethod: this.#text("payment") || null,
      status: takesBack && status !== "RETURNED" ? "CANCELLED" : status,
      orderDiscount: this.#isFirst ? this.#amount("orderDiscount", absolute) : null,
      refunded: this.#isFirst ? this.#amount("refunded", absolute) : null,
      cancelledAt: cancelledAt ?? (isTakenBack(status) ? at : null),
    };
  }

  /** Each variant is a product. Without a code of its own it goes by its product's code, or name, and its option. */
  #product() {
    const { profile, columns } = this.#options;
    const option = columns.option.length === 0 ? "" : distinct(this.#all("option")).join(", ");
    const written = this.#own("name");
    const name = option === "" || written.includes(option) ? written : `${written} (${option})`;
    const code = this.#own("sku");
    const sku = this.#own("variant") || (code === "" ? name : option === "" ? code : `${code}:${option}`);
    if (sku === "") this.#refuse("sku", "a code such as 85123A");
    return { sku, name, category: this.#own("category") || profile.category || null };
  }

  #at(): Date | null {
    const { decisions } = this.#options;
    const [date, time] = [this.#text("date"), this.#text("time")];
    const written = parseTime(time === "" ? date : `${date} ${time}`, decisions.dates);
    if (!written) {
      const asks = decisions.dates === null && /^\d{1,2}[\/-]\d{1,2}[\/-]\d/.test(date);
      this.#refuse(
        "date",
        asks ? "one time: day or month first? give --dates dmy or mdy" : "a time such as 2010-12-01 08:26:00",
      );
      return null;
    }
    const at = this.#instant(written);
    if (at && at < EARLIEST_ORDER) {
      this.#refuse("date", `a time from ${EARLIEST_ORDER.getUTCFullYear()} on`);
      return null;
    }
    if (at && at > this.#options.latest) {
      this.#refuse("date", "a time of the past");
      return null;
    }
    return at;
  }

  #instant({ local, offset }: WrittenTime): Date | null {
    if (offset !== null) return new Date(local - offset * 60_000);
    const named = this.#text("zone");
    const zone = named === "" ? this.#options.decisions.zone : this.#zoneOf(named);
    if (zone === null) {
      this.#refuse("zone", "a time zone such as Asia/Seoul");
      return null;
    }
    return new Date(this.#times.instantOf(local, zone));
  }

  #zoneOf(name: string): string | null {
    if (!this.#zones.has(name)) this.#zones.set(name, timeZoneNamed(name));
    return this.#zones.get(name)!;
  }

  #money(order: string) {
    const { profile, columns } = this.#options;
    const pieces = columns.quantity.length === 0 ? ONE : this.#amount("quantity");
    const [price, extra] = [this.#amount("price"), this.#amount("optionPrice")];
    const [gross, net] = [this.#amount("gross"), this.#amount("amount")];
    const discount = this.#amount("discount", absolute);
    if (columns.quantity.length > 0 && pieces === null) this.#refuse("quantity", QUANTITY);
    if (columns.price.length > 0 && price === null && gross === null && net === null) {
      this.#refuse("price", "a number such as 2.55");
    }
    const total = gross ?? net;
    if (price === null && total === null && columns.price.length === 0) this.#refuse("amount", "a number such as 2.55");
    if (this.#faults.length > 0 || pieces === null) return null;

    const sign = (profile.cancelPrefix?.test(order) ?? false) || isNegative(pieces) ? -1 : 1;
    const weighed = isWhole(pieces) ? null : absolute(pieces);
    const counted = weighed ? 1 : Number(wholeOf(absolute(pieces)));
    // A till books a refund of money as no pieces.
    const count = counted === 0 && total !== null && total.digits !== 0n ? 1 : counted;
    if (count === 0 || count > MAX_WON) {
      this.#refuse("quantity", QUANTITY);
      return null;
    }
    const quantity = count * (counted === 0 && isNegative(total ?? ZERO) ? -1 : sign);
    const size = weighed ?? { digits: BigInt(count), scale: 0 };
    const unit = price === null ? divided(absolute(total!), size, UNIT_SCALE) : extra ? plus(price, extra) : price;
    const whole = gross ? absolute(gross) : multiplied(unit, size);
    const magnitude = net === null ? minus(whole, discount ?? ZERO) : sign < 0 || quantity < 0 ? absolute(net) : net;
    const given = discount ?? (net === null || isNegative(minus(whole, magnitude)) ? null : minus(whole, magnitude));
    return {
      quantity,
      unitPrice: unit,
      amount: quantity < 0 ? { digits: -magnitude.digits, scale: magnitude.scale } : magnitude,
      discount: given && given.digits > 0n ? given : null,
      takesBack: quantity < 0,
    };
  }

  #cancelledAt(at: Date): Date | null {
    const text = this.#text("cancelled");
    if (text === "" || /^(n|no|false|0|-|아니오)$/i.test(text)) return null;
    const written = parseTime(text, this.#options.decisions.dates);
    return (written && this.#instant(written)) ?? at;
  }

  #status() {
    const texts = this.#all("status");
    const carried = texts.length === 0 ? this.#values("status", this.#first) : texts;
    return carried.map(statusNamed).reduce(latest, null);
  }

  #customer(digest: Digest): string | null {
    const written = this.#text("customer").replace(/^(\d+)\.0*$/, "$1");
    const isMasked = written.includes("*");
    if (written !== "" && !isMasked) return customerCode(written, digest);
    const buyer = [...(isMasked ? [written] : []), ...this.#values("buyer", this.#row)];
    if (buyer.length === 0) buyer.push(...this.#values("buyer", this.#first));
    return buyer.length === 0 ? null : customerCode(buyer.join("\n"), digest);
  }

  #amount(field: Field, change: (amount: Decimal) => Decimal = (amount) => amount): Decimal | null {
    const text = this.#own(field);
    if (text === "") return null;
    const amount = parseAmount(text, this.#options.decisions.decimal);
    if (amount) return change(amount);
    this.#refuse(field, field === "quantity" ? QUANTITY : "a number such as 2.55");
    return null;
  }

  /** Of this row; "" without one. */
  #own(field: Field): string {
    for (const column of this.#options.columns[field]) {
      const text = this.#row[column]!.trim();
      if (text !== "") return text;
    }
    return "";
  }

  /** Of this row, or of its order's first. */
  #text(field: Field): string {
    const own = this.#own(field);
    if (own !== "" || this.#first === this.#row || !CARRIED.includes(field)) return own;
    return this.#values(field, this.#first)[0] ?? "";
  }

  #all(field: Field): string[] {
    return this.#values(field, this.#row);
  }

  #values(field: Field, row: readonly string[]): string[] {
    return this.#options.columns[field].flatMap((column) => row[column]!.trim() || []);
  }

  /** What is told once an order, on its first line or for all its lines, is lost when they are sorted apart. */
  #checkTogether(order: string): void {
    const { columns, profile } = this.#options;
    const told = TOLD_ONCE.filter((field) => columns[field].length > 0);
    if (profile.continues && told.length > 1 && told.every((field) => this.#own(field) === "")) {
      this.#refuse("order", "the order of the line above, nor the first line of another: " + TOGETHER);
    } else if (this.#seen.has(order) && (this.#isSome("orderDiscount") || this.#isSome("refunded"))) {
      this.#refuse("order", "the order of the line above, but has lines further up: " + TOGETHER);
    }
  }

  #isSome(field: Field): boolean {
    return (this.#amount(field)?.digits ?? 0n) !== 0n;
  }

  #checkTexts(): void {
    const { columns, header } = this.#options;
    for (const field of TEXTS) {
      for (const column of columns[field]) {
        if (isStorable(this.#row[column]!)) continue;
        this.#faults.push(`${header[column]}: expected text without NUL and with whole characters`);
      }
    }
  }

  #refuse(field: Field, expected: string): void {
    const { columns, header } = this.#options;
    const column = columns[field][0];
    const text = this.#text(field);
    const named = text === "" ? "nothing" : JSON.stringify(text.slice(0, 40));
    const fault = `${column === undefined ? field : header[column]}: ${named} is not ${expected}`;
    if (!this.#faults.includes(fault)) this.#faults.push(fault);
  }
}

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
/** Of a whole order. */
const TOLD_ONCE: readonly Field[] = [
  "currency",
  "region",
  "payment",
  "status",
  "orderDiscount",
  "shipping",
  "refunded",
];
const TOGETHER = "keep the lines of an order together, the first one first, as the export has them";
/** Names of the one variant of a product. */
const USUAL = /^(regular|default title)$/i;
const QUANTITY = "a number such as 6 or -1 (not 0, at most 32 bits)";

export function isTakenBack(status: OrderLine["status"]): boolean {
  return status === "CANCELLED" || status === "RETURNED";
}

/** Exports say the same option in several columns. */
function distinct(options: readonly string[]): readonly string[] {
  return options.filter((option, nth) =>
    !USUAL.test(option) && !options.slice(0, nth).some((other) => option.includes(other) || other.includes(option))
  );
}

function isNegative({ digits }: Decimal): boolean {
  return digits < 0n;
}

function isWhole({ digits, scale }: Decimal): boolean {
  return digits % 10n ** BigInt(scale) === 0n;
}

function wholeOf({ digits, scale }: Decimal): bigint {
  return digits / 10n ** BigInt(scale);
}

function multiplied(a: Decimal, b: Decimal): Decimal {
  return b.scale === 0 ? times(a, Number(b.digits)) : { digits: a.digits * b.digits, scale: a.scale + b.scale };
}
