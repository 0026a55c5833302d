import { DataRefused } from "../shared/fault.ts";
import type { PendingOrders } from "./ports/stream.ts";

const A_TRANSACTION = 1_000;

interface CompletePendingOrdersDeps {
  readonly pending: Pick<PendingOrders, "complete" | "postpone">;
  readonly onRefused: (orderId: string, error: DataRefused) => void;
}

/**
 * Stops between two transactions when aborted. Any number of processes may run it. Throws `Outage`. An order that the
 * database refuses is found by bisection and put off, so that it holds up no other.
 */
export async function completePendingOrders(
  { pending, onRefused }: CompletePendingOrdersDeps,
  signal: AbortSignal,
): Promise<number> {
  let completed = 0;
  let limit = A_TRANSACTION;
  while (true) {
    try {
      const stored = await pending.complete(limit);
      completed += stored;
      if (stored < limit || signal.aborted) return completed;
    } catch (error) {
      if (!(error instanceof DataRefused)) throw error;
      if (limit === 1) {
        const orderId = await pending.postpone();
        if (orderId !== null) onRefused(orderId, error);
      }
      limit = limit === 1 ? A_TRANSACTION : Math.ceil(limit / 2);
      if (signal.aborted) return completed;
    }
  }
}
