import { assertEquals } from "@std/assert";
import { completePendingOrders } from "./complete_pending_orders.ts";

/** So many orders that can be completed. */
function pendingOf(count: number, onComplete: () => void = () => {}) {
  const state = { left: count, transactions: 0 };
  const complete = (limit: number) => {
    onComplete();
    state.transactions++;
    const stored = Math.min(limit, state.left);
    state.left -= stored;
    return Promise.resolve(stored);
  };
  return { pending: { complete }, state };
}

Deno.test("completePendingOrders goes on until a transaction finds fewer than it may store", async () => {
  for (const [count, transactions] of [[0, 1], [999, 1], [1_000, 2], [2_500, 3]] as const) {
    const { pending, state } = pendingOf(count);
    assertEquals(await completePendingOrders({ pending }, new AbortController().signal), count);
    assertEquals(state, { left: 0, transactions });
  }
});

Deno.test("completePendingOrders ends after the transaction in hand when it is aborted", async () => {
  const stop = new AbortController();
  const { pending, state } = pendingOf(5_000, () => stop.abort());
  assertEquals(await completePendingOrders({ pending }, stop.signal), 1_000);
  assertEquals(state, { left: 4_000, transactions: 1 });
});
