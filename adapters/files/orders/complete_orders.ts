import type { SourceLine } from "../../../application/commerce/ports/order_line.ts";
import type { Decimal } from "../../../domain/shared/decimal.ts";
import { absolute, minus, plus } from "./amounts.ts";
import { type DraftLine, isTakenBack, type ReadLine } from "./line_reader.ts";

export type DraftRecord = { readonly line: number; readonly raw: string } & ReadLine;

interface Placed {
  readonly line: number;
  readonly raw: string;
  readonly value: DraftLine;
}

const ZERO: Decimal = { digits: 0n, scale: 0 };
/** More lines than any real order; a file whose order numbers are all the same must not fill the memory. */
const MAX_LINES = 1_000;

/**
 * What only the lines of one order tell together, as long as they follow each other: its discount is spread over them;
 * a cancelled or returned order is taken back by lines of its own, of negative quantity; so is money refunded of part
 * of it.
 */
export async function* completeOrders(records: AsyncIterable<DraftRecord>): AsyncGenerator<SourceLine> {
  let lines: Placed[] = [];
  for await (const record of records) {
    const order = "fault" in record ? record.order : record.value.order;
    if (lines.length > 0 && (lines[0]!.value.order !== order || lines.length >= MAX_LINES)) {
      yield* complete(lines);
      lines = [];
    }
    if ("fault" in record) yield record;
    else lines.push(record);
  }
  yield* complete(lines);
}

function* complete(drafts: readonly Placed[]): Generator<SourceLine> {
  const lines = spread(drafts);
  for (const placed of lines) yield { ...placed, value: plain(placed.value) };
  const takenBack = lines.filter(({ value }) => value.quantity > 0 && isTakenBack(value.status));
  for (const { value, ...source } of takenBack) yield { ...source, value: reversed(value) };
  const refund = lines.find(({ value }) => value.refunded && value.refunded.digits > 0n);
  if (refund && takenBack.length === 0) yield { line: refund.line, raw: refund.raw, value: refundOf(refund.value) };
}

/** In proportion to the amounts; the last line takes what rounding leaves. */
function spread(drafts: readonly Placed[]): readonly Placed[] {
  const whole = drafts.find(({ value }) => value.orderDiscount)?.value.orderDiscount;
  if (!whole) return drafts;
  const own = drafts.reduce((sum, { value }) => plus(sum, value.discount ?? ZERO), ZERO);
  const total = drafts.reduce((sum, { value }) => plus(sum, value.amount), ZERO);
  const rest = minus(whole, own);
  // Of an order with more discount than price, such as free shipping, nothing can be spread.
  if (rest.digits <= 0n || total.digits <= 0n || minus(total, rest).digits < 0n) return drafts;
  let left = rest;
  return drafts.map((draft, index) => {
    const share = index === drafts.length - 1 ? left : shareOf(rest, draft.value.amount, total);
    left = minus(left, share);
    const { amount, discount } = draft.value;
    return {
      ...draft,
      value: { ...draft.value, amount: minus(amount, share), discount: plus(discount ?? ZERO, share) },
    };
  });
}

function shareOf(whole: Decimal, amount: Decimal, total: Decimal): Decimal {
  const digits = whole.digits * amount.digits * 10n ** BigInt(total.scale) /
    (total.digits * 10n ** BigInt(amount.scale));
  return { digits, scale: whole.scale };
}

function reversed(value: DraftLine) {
  const { quantity, amount, cancelledAt, lineId } = value;
  return {
    ...plain(value),
    lineId: lineId === null ? null : `${lineId}-back`,
    quantity: -quantity,
    amount: { digits: -amount.digits, scale: amount.scale },
    shipping: null,
    at: cancelledAt ?? value.at,
  };
}

function refundOf(value: DraftLine) {
  const refunded = absolute(value.refunded!);
  return {
    ...plain(value),
    lineId: null,
    sku: "REFUND",
    name: "Refund",
    category: null,
    isGoods: false,
    quantity: -1,
    unitPrice: refunded,
    amount: { digits: -refunded.digits, scale: refunded.scale },
    discount: null,
    shipping: null,
    tax: null,
    status: "RETURNED" as const,
  };
}

function plain({ orderDiscount: _, refunded: __, cancelledAt: ___, ...line }: DraftLine) {
  return line;
}
