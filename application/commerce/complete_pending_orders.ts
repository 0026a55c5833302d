import type { PendingOrders } from "./ports/pending_orders.ts";

const A_TRANSACTION = 1_000;

/**
 * Stores the pending orders whose user and product have come, until none is left; gives how many. Ends between two
 * transactions when the signal aborts. Throws `Outage`; each order is completed once, whichever processes do this.
 */
export async function completePendingOrders(
  { pending }: { readonly pending: Pick<PendingOrders, "complete"> },
  signal: AbortSignal,
): Promise<number> {
  for (let completed = 0;;) {
    const stored = await pending.complete(A_TRANSACTION);
    completed += stored;
    if (stored < A_TRANSACTION || signal.aborted) return completed;
  }
}
