import type { PendingOrders } from "./ports/stream.ts";

const A_TRANSACTION = 1_000;

/** Stops between two transactions when aborted. Any number of processes may run it. Throws `Outage`. */
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
