import type { MarketAccountId } from "./ids.ts";
import type { OrderStatus } from "./market_order.ts";
import type { Order } from "./order.ts";

declare const MARK: unique symbol;

/** What a buyer or receiver is found by, in one spelling: `order:…`, `phone:…`, `email:…` or `text:…`, a name. */
export type BuyerMark = string & { readonly [MARK]: true };

/** In place of a name and an address. */
export const NOBODY = "-";

const mark = (kind: string, value: string) => `${kind}:${value}` as BuyerMark;

/** @param account without one: our own id of a supplier order */
export function orderMark(account: MarketAccountId | null, externalId: string): BuyerMark {
  return mark("order", account === null ? externalId : `${account}/${externalId}`);
}

/** `null` for what is no phone number. */
export function phoneMark(text: string): BuyerMark | null {
  const digits = text.replaceAll(/\D/g, "").replace(/^(?:00)?82(?=[1-9])/, "0");
  return digits.length < 8 || digits.length > 15 ? null : mark("phone", digits);
}

export function emailMark(text: string): BuyerMark {
  return mark("email", text.normalize("NFC").trim().toLowerCase());
}

/** Of a whole text, such as a name; the case and number of blanks do not count. */
export function textMark(text: string): BuyerMark {
  return mark("text", text.normalize("NFC").trim().replaceAll(/\s+/g, " ").toLowerCase());
}

const EMAILS = /[^\s<>()[\]",;:@]{1,64}@[^\s<>()[\]",;:@]{1,255}/g;
const PHONES = /\+?\d[\d ().-]{6,18}\d/g;
const LONGEST_NAME = 200;

/** Of everything in a record that may name a person. */
export function marksIn(value: unknown): ReadonlySet<BuyerMark> {
  const marks = new Set<BuyerMark>();
  collect(value, marks);
  return marks;
}

function collect(value: unknown, marks: Set<BuyerMark>): void {
  if (typeof value === "number") marks.add(textMark(String(value)));
  else if (typeof value === "string") {
    if (value.length <= LONGEST_NAME) marks.add(textMark(value));
    for (const [email] of value.matchAll(EMAILS)) marks.add(emailMark(email.replace(/\.$/, "")));
    for (const [phone] of value.matchAll(PHONES)) {
      const found = phoneMark(phone);
      if (found) marks.add(found);
    }
  } else if (value !== null && typeof value === "object") Object.values(value).forEach((each) => collect(each, marks));
}

/** Delivering or taking it back still needs the receiver. */
export function isUnderWay(status: OrderStatus): boolean {
  return UNDER_WAY.includes(status);
}

export const UNDER_WAY: readonly OrderStatus[] = ["PAID", "ORDERED", "SHIPPED", "TO_RETURN"];

/** What somebody orders after their erasure is a new matter; an order that was erased itself stays so. */
export function asksForErasure(
  marks: Iterable<BuyerMark>,
  orderedAt: Date | null,
  erased: ReadonlyMap<BuyerMark, Date>,
): boolean {
  for (const mark of marks) {
    const at = erased.get(mark);
    if (at && (mark.startsWith("order:") || orderedAt === null || orderedAt <= at)) return true;
  }
  return false;
}

export function withoutBuyer(order: Order): Order {
  return {
    ...order,
    buyerName: null,
    receiverName: NOBODY,
    receiverPhone: "",
    receiverPostcode: "",
    receiverAddress: NOBODY,
    deliveryNote: "",
  };
}

/** What stands for the payload of a record that named somebody. */
export const ERASED_PAYLOAD = { erased: true } as const;
