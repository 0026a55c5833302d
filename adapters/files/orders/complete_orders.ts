import type { SourceLine } from "../../../application/commerce/ports/order_line.ts";
import {
  add,
  type Decimal,
  divide,
  isNegative,
  multiply,
  negate,
  subtract,
  ZERO,
} from "../../../domain/shared/decimal.ts";
import type { DraftLine, ReadLine } from "./line_reader.ts";
import { isTakenBack } from "./statuses.ts";

export type DraftRecord = { readonly line: number; readonly raw: string } & ReadLine;

interface Placed {
  readonly line: number;
  readonly raw: string;
  readonly value: DraftLine;
}

/** More lines than any real order; a file whose order numbers are all the same must not fill the memory. */
const MAX_LINES = 1_000;

/**
 * What only the lines of one order tell together, as long as they follow each other: its discount is spread over them;
 * a cancelled or returned order is taken back by lines of its own, of negative quantity; so is money refunded of part
 * of it.
 */
export async function* completeOrders(records: AsyncIterable<DraftRecord>): AsyncGenerator<SourceLine> {
  let lines: DraftRecord[] = [];
  for await (const record of records) {
    if (lines.length > 0 && (orderOf(lines[0]!) !== orderOf(record) || lines.length >= MAX_LINES)) {
      yield* complete(lines);
      lines = [];
    }
    lines.push(record);
  }
  yield* complete(lines);
}

function* complete(records: readonly DraftRecord[]): Generator<SourceLine> {
  const lines = spread(records.filter((record) => "value" in record));
  let nth = 0;
  for (const record of records) {
    if ("fault" in record) yield record;
    else yield { ...record, value: plain(lines[nth++]!.value) };
  }
  const takenBack = lines.filter(({ value }) => value.quantity > 0 && isTakenBack(value.status));
  for (const { value, ...source } of takenBack) yield { ...source, value: reversed(value) };
  const refund = lines.find(({ value }) => value.refunded && value.refunded.digits > 0n);
  if (!refund || takenBack.length > 0) return;
  // Beyond the amounts of its lines it was shipping or tax, which no line has.
  const amount = least(refund.value.refunded!, lines.reduce((sum, { value }) => add(sum, value.amount), ZERO));
  if (amount.digits > 0n) yield { line: refund.line, raw: refund.raw, value: refundOf(refund.value, amount) };
}

function orderOf(record: DraftRecord): string {
  return "fault" in record ? record.order : record.value.order;
}

/** In proportion to the amounts; the last line takes what rounding leaves. */
function spread(drafts: readonly Placed[]): readonly Placed[] {
  const whole = drafts.find(({ value }) => value.orderDiscount)?.value.orderDiscount;
  if (!whole) return drafts;
  const own = drafts.reduce((sum, { value }) => add(sum, value.discount ?? ZERO), ZERO);
  const total = drafts.reduce((sum, { value }) => add(sum, value.amount), ZERO);
  const rest = subtract(whole, own);
  // Of an order with more discount than price, such as free shipping, nothing can be spread.
  if (rest.digits <= 0n || total.digits <= 0n || isNegative(subtract(total, rest))) return drafts;
  let left = rest;
  return drafts.map((draft, index) => {
    const share = index === drafts.length - 1 ? left : divide(multiply(rest, draft.value.amount), total, rest.scale);
    left = subtract(left, share);
    const { amount, discount } = draft.value;
    return {
      ...draft,
      value: { ...draft.value, amount: subtract(amount, share), discount: add(discount ?? ZERO, share) },
    };
  });
}

function reversed(value: DraftLine) {
  const { quantity, amount, cancelledAt, lineId } = value;
  return {
    ...plain(value),
    lineId: lineId === null ? null : `${lineId}-back`,
    quantity: -quantity,
    amount: negate(amount),
    shipping: null,
    at: cancelledAt ?? value.at,
    takesBackInAll: true as const,
  };
}

function least(a: Decimal, b: Decimal): Decimal {
  return isNegative(subtract(a, b)) ? a : b;
}

function refundOf(value: DraftLine, refunded: Decimal) {
  return {
    ...plain(value),
    lineId: null,
    sku: "REFUND",
    name: "Refund",
    category: null,
    isGoods: false,
    quantity: -1,
    unitPrice: refunded,
    amount: negate(refunded),
    discount: null,
    shipping: null,
    tax: null,
    status: "RETURNED" as const,
    takesBackInAll: true as const,
  };
}

function plain({ orderDiscount: _, refunded: __, cancelledAt: ___, ...line }: DraftLine) {
  return line;
}
