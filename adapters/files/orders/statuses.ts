import type { OrderLine } from "../../../application/commerce/ports/order_line.ts";

type Status = OrderLine["status"];

/** The first that fits counts. What a word of two systems means differs only where its neighbours do. */
const WORDS: readonly (readonly [RegExp, Status])[] = [
  [/partially[\s_-]?refunded|부분\s?(취소|환불|반품)/i, "PAID"],
  [/refund|return|chargeback|반품|환불/i, "RETURNED"],
  [/cancel|void|fail|expired|declined|denied|취소|미입금|unavailable/i, "CANCELLED"],
  [/unfulfilled|unpaid|not\s?paid/i, "PLACED"],
  [/complete|delivered|closed|배송\s?완료|구매\s?확정|거래\s?완료|수취\s?확인/i, "DELIVERED"],
  [/fulfilled|ship|in\s?transit|dispatch|배송\s?중|배송\s?지시|배송\s?보류|출고/i, "SHIPPED"],
  [
    /paid|processing|captured|approved|invoiced|결제\s?완료|입금\s?완료|발송\s?대기|배송\s?(대기|준비)|상품\s?준비|발주\s?확인/i,
    "PAID",
  ],
  [
    /pending|hold|authori[sz]ed|created|open|placed|draft|입금\s?(대기|전)|결제\s?대기|미결제|신규|접수|교환/i,
    "PLACED",
  ],
];

const RANK: readonly Status[] = ["PLACED", "PAID", "SHIPPED", "DELIVERED", "CANCELLED", "RETURNED"];

/** `null` for a word that is not known. */
export function statusNamed(text: string): Status | null {
  return WORDS.find(([word]) => word.test(text))?.[1] ?? null;
}

/** Of payment and delivery, what came later in an order's life. */
export function latest(a: Status | null, b: Status | null): Status | null {
  if (a === null || b === null) return a ?? b;
  return RANK.indexOf(a) > RANK.indexOf(b) ? a : b;
}

export function isTakenBack(status: Status): boolean {
  return status === "CANCELLED" || status === "RETURNED";
}
