import { accepted, refused, type Result } from "../shared/result.ts";
import type { Order } from "./order.ts";
import type { OrderChanges } from "./order_placement.ts";
import { type OrderConflict, statusFault } from "./resent_order.ts";
import { isTakenBack } from "./reversed.ts";
import { signMismatch } from "./sign_mismatch.ts";

/** Whether a stored order may be changed so. */
export function judgeChange(stored: Order, changes: OrderChanges): Result<null, OrderConflict> {
  const { quantity, totalAmount, status, invoice } = { ...stored, ...changes };
  const details: string[] = [];
  const fault = statusFault(stored.status, status);
  if (fault) {
    details.push(fault);
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
