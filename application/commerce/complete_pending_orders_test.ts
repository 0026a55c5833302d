import { assertEquals } from "@std/assert";
import { completePendingOrders } from "./complete_pending_orders.ts";

const onRefused = () => {};

function pendingOf(count: number, onComplete: () => void = () => {}) {
  const state = { left: count, transactions: 0 };
  const complete = (limit: number) => {
    onComplete();
    state.transactions++;
    const stored = Math.min(limit, state.left);
    state.left -= stored;
    return Promise.resolve(stored);
  };
  return { pending: { complete, postpone: () => Promise.resolve(null) }, state };
}

Deno.test("completePendingOrders continues until a transaction finds fewer than its limit", async () => {
  for (const [count, transactions] of [[0, 1], [999, 1], [1_000, 2], [2_500, 3]] as const) {
    const { pending, state } = pendingOf(count);
    assertEquals(await completePendingOrders({ pending, onRefused }, new AbortController().signal), count);
    assertEquals(state, { left: 0, transactions });
  }
});

Deno.test("completePendingOrders stops after the current transaction when aborted", async () => {
  const stop = new AbortController();
  const { pending, state } = pendingOf(5_000, () => stop.abort());
  assertEquals(await completePendingOrders({ pending, onRefused }, stop.signal), 1_000);
  assertEquals(state, { left: 4_000, transactions: 1 });
});
