import type { PendingOrders } from "./ports/stream.ts";

const A_TRANSACTION = 1_000;

/**
 * Stores the pending orders whose user and product have arrived, until none is left; returns their number. Stops
 * between two transactions when the signal is aborted. Each order is completed once, by any number of processes. Throws
 * `Outage`.
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
