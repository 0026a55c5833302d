import { accepted, refused, type Result } from "../shared/result.ts";
import type { Order } from "./order.ts";
import type { OrderChanges } from "./order_placement.ts";
import { signMismatch } from "./sign_mismatch.ts";
import { isTakenBack, mayBecome, type OrderConflict, TRANSITIONS } from "./resent_order.ts";

/** Whether a stored order may be changed so. */
export function judgeChange(stored: Order, changes: OrderChanges): Result<null, OrderConflict> {
  const { quantity, totalAmount, status, invoice } = { ...stored, ...changes };
  const details: string[] = [];
  if (status !== stored.status && !mayBecome(stored.status, status)) {
    const next = TRANSITIONS[stored.status].join(", ") || "nothing else";
    details.push(`status: stored is ${stored.status}, which becomes ${next}, never ${status}`);
  } else if (status !== stored.status && isTakenBack(status) && invoice !== null && stored.quantity > 0) {
    details.push(
      `status: the order is a line of the invoice ${invoice}, which is taken back by an order of negative quantity`,
    );
  }
  const mismatch = signMismatch(quantity, totalAmount);
  if (mismatch) details.push(`totalAmount: ${mismatch}`);
  if (details.length === 0) return accepted(null);
  const message = `Cannot change the order ${stored.orderId}: ${details.join("; ")}`;
  return refused({ code: "order_conflict", message, id: stored.orderId, details });
}
