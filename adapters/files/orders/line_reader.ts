import type { OrderLine } from "../../../application/commerce/ports/order_line.ts";
import { customerCode } from "../../../domain/commerce/outside_ids.ts";
import type { Decimal } from "../../../domain/shared/decimal.ts";
import type { Digest } from "../../../domain/shared/digest.ts";
import { memoLast } from "../../../domain/shared/memo_last.ts";
import type { Field, Profile } from "../profiles/profile.ts";
import { currencyNamed } from "./amounts.ts";
import type { Decisions } from "./decide.ts";
import { readMoney } from "./line_money.ts";
import { LineTimes } from "./line_times.ts";
import type { Columns } from "./recognise.ts";
import { RowFields } from "./row_fields.ts";
import { isTakenBack, latest, statusNamed } from "./statuses.ts";

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

/** Fields of a whole order, which exports with {@link Profile.continues} fill in on its first line. */
const ORDER_FIELDS: readonly Field[] = [
  "currency",
  "region",
  "payment",
  "status",
  "orderDiscount",
  "shipping",
  "refunded",
];
const TOGETHER = "keep the lines of an order together, the first one first, as the export has them";
/** What shops put where there is no account. */
const NOBODY = /^(0|-|n\/?a|nan|null|none|guest|비회원)$/i;
/** Names of the one variant of a product. */
const USUAL = /^(regular|default title)$/i;

/** Reads rows in the order of the file. */
export class LineReader {
  readonly #profile: Profile;
  readonly #columns: Columns;
  readonly #currency: string | null;
  readonly #customerCode: (text: string) => string | null;
  readonly #fields: RowFields;
  readonly #times: LineTimes;
  readonly #seen = new Set<string>();
  readonly #hasOrderMoney: boolean;
  #order = "";
  #isFirst = true;

  constructor({ header, columns, profile, decisions, digest, latest }: ReaderOptions) {
    this.#profile = profile;
    this.#columns = columns;
    this.#currency = decisions.currency;
    this.#customerCode = memoLast((text) => customerCode(text, digest));
    this.#fields = new RowFields({ header, columns, decimal: decisions.decimal });
    this.#times = new LineTimes({ dates: decisions.dates, zone: decisions.zone, latest });
    const money: Field[] = ["orderDiscount", "refunded", ...(profile.hasShippingByLine ? [] : ["shipping"] as const)];
    this.#hasOrderMoney = money.some((field) => this.#fields.has(field));
  }

  /** What can be made out of a row that is broken. */
  orderOf(row: readonly string[]): string {
    return row[this.#columns.order[0]!]?.trim() ?? "";
  }

  /** @param raw the line that the row was read from */
  read(row: readonly string[], raw: string): ReadLine {
    const continues = this.#profile.continues ?? false;
    const fields = this.#fields;
    fields.moveTo(row, raw);
    const written = fields.code("order");
    const order = written === "" && continues ? this.#order : written;
    if (order !== this.#order) this.#checkTogether(order);
    if (order !== this.#order || !continues) fields.beginOrder();
    this.#order = order;
    this.#isFirst = !this.#hasOrderMoney || !this.#seen.has(order);

    const value = fields.faults.length > 0 ? null : this.#line(order);
    if (fields.faults.length > 0 || value === null) return { fault: fields.faults.join("; "), order };
    if (this.#hasOrderMoney) this.#seen.add(order);
    return { value };
  }

  #line(order: string): DraftLine | null {
    const [fields, profile] = [this.#fields, this.#profile];
    if (order === "") fields.refuse("order", "a number such as 536365 or #1001");
    fields.refuseRoundedCodes();
    const product = this.#product();
    const said = fields.text("currency");
    const currency = said === "" ? this.#currency : currencyNamed(said);
    if (currency === null) {
      fields.refuse("currency", "a currency such as KRW or EUR (--currency is that of lines that don't say)");
    }
    const at = this.#times.placedAt(fields);
    const isGoods = profile.isGoods?.(product.sku) ?? true;
    const money = readMoney(fields, { isCancellation: profile.cancelPrefix?.test(order) ?? false, isGoods });
    fields.refuseUnstorableTexts();
    if (fields.faults.length > 0 || currency === null || !at || !money) return null;

    const cancelledAt = this.#times.cancelledAt(fields, at);
    const named = fields.has("status") ? fields.texts("status").map(statusNamed).reduce(latest, null) : null;
    const status = cancelledAt && named !== "RETURNED" ? "CANCELLED" : named ?? profile.status;
    return {
      order,
      lineId: fields.code("line") || null,
      // Spreading takes several times as long.
      sku: product.sku,
      name: product.name,
      category: product.category,
      isGoods,
      currency,
      quantity: money.quantity,
      unitPrice: money.unitPrice,
      amount: money.amount,
      discount: money.discount,
      shipping: this.#isFirst || profile.hasShippingByLine ? fields.magnitude("shipping") : null,
      tax: fields.magnitude("tax"),
      at,
      customer: this.#customer(),
      region: profile.hasAddresses ? fields.text("region").split(/\s+/)[0]! : fields.text("region"),
      paymentMethod: fields.text("payment") || null,
      status: money.quantity < 0 && status !== "RETURNED" ? "CANCELLED" : status,
      orderDiscount: this.#isFirst ? fields.magnitude("orderDiscount") : null,
      refunded: this.#isFirst ? fields.magnitude("refunded") : null,
      cancelledAt: cancelledAt ?? (isTakenBack(status) ? at : null),
    };
  }

  /** Each variant is a product. Without a code of its own it goes by its product's code, or name, and its option. */
  #product() {
    const fields = this.#fields;
    const option = fields.has("option") ? distinct(fields.ownTexts("option")).join(", ") : "";
    const written = fields.own("name");
    const name = option === "" || written.includes(option) ? written : `${written} (${option})`;
    const code = fields.own("sku");
    const sku = fields.own("variant") || (code === "" ? name : option === "" ? code : `${code}:${option}`);
    if (sku === "") fields.refuse("sku", "a code such as 85123A");
    return { sku, name, category: fields.own("category") || this.#profile.category || null };
  }

  #customer(): string | null {
    const fields = this.#fields;
    const named = fields.has("customer") ? fields.texts("customer").find((text) => !NOBODY.test(text)) ?? "" : "";
    const written = named.replace(/^(\d+)\.0*$/, "$1");
    const isMasked = written.includes("*");
    if (written !== "" && !isMasked) return this.#customerCode(written);
    const buyer = isMasked ? [written, ...fields.ownTexts("buyer")] : fields.texts("buyer");
    return buyer.length === 0 ? null : this.#customerCode(buyer.join("\n"));
  }

  /** In a file sorted by another column, lines no longer follow the one that has the fields of their order. */
  #checkTogether(order: string): void {
    const fields = this.#fields;
    const orderFields = ORDER_FIELDS.filter((field) => fields.has(field));
    if (this.#profile.continues && orderFields.length > 1 && orderFields.every((field) => fields.own(field) === "")) {
      fields.refuse("order", "the order of the line above, nor the first line of another: " + TOGETHER);
    } else if (this.#seen.has(order) && (this.#isSome("orderDiscount") || this.#isSome("refunded"))) {
      fields.refuse("order", "the order of the line above, but has lines further up: " + TOGETHER);
    }
  }

  #isSome(field: Field): boolean {
    return (this.#fields.amount(field)?.digits ?? 0n) !== 0n;
  }
}

/** Exports say the same option in several columns. */
function distinct(options: readonly string[]): readonly string[] {
  return options.filter((option, nth) =>
    !USUAL.test(option) && !options.slice(0, nth).some((other) => option.includes(other) || other.includes(option))
  );
}
