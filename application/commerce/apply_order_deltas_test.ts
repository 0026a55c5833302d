import { assertEquals, assertRejects } from "@std/assert";
import { Outage } from "../shared/fault.ts";
import { applyOrderDeltas, flushPolicy } from "./apply_order_deltas.ts";

const answers = (deltas: readonly number[]) => deltas.map(flushPolicy());

Deno.test("flushPolicy never flushes when nothing waits", () => {
  assertEquals(answers([0, 0, 0, 0, 0, 0]), [false, false, false, false, false, false]);
});

Deno.test("flushPolicy flushes with the first round that brings nothing more", () => {
  assertEquals(answers([3, 3, 0, 1, 1]), [false, true, false, false, true]);
});

Deno.test("flushPolicy flushes many at once, and few after four rounds", () => {
  assertEquals(answers([20, 25]), [true, true]);
  assertEquals(answers([1, 3, 5, 7, 9, 11]), [false, false, false, true, false, false]);
});

/** So many deltas, of which a transaction applies twenty. */
function deltasOf(count: number, onAdd: () => void = () => {}) {
  const state = { left: count, transactions: 0 };
  const deltas = {
    waiting: () => Promise.resolve(state.left),
    add: () => {
      onAdd();
      state.transactions++;
      const applied = Math.min(20, state.left);
      state.left -= applied;
      return Promise.resolve(applied === 20);
    },
  };
  return { deltas, state };
}

Deno.test("applyOrderDeltas applies all when it is time, and asks for no transaction before", async () => {
  const { deltas, state } = deltasOf(50);
  const { signal } = new AbortController();
  await applyOrderDeltas({ deltas, isTime: () => false }, signal);
  assertEquals(state, { left: 50, transactions: 0 });
  await applyOrderDeltas({ deltas, isTime: (waiting) => waiting === 50 }, signal);
  assertEquals(state, { left: 0, transactions: 3 });
});

Deno.test("applyOrderDeltas ends after the transaction in hand when it is aborted", async () => {
  const stop = new AbortController();
  const { deltas, state } = deltasOf(50, () => stop.abort());
  await applyOrderDeltas({ deltas, isTime: flushPolicy() }, stop.signal);
  assertEquals(state, { left: 30, transactions: 1 });
});

Deno.test("applyOrderDeltas passes an outage on, and the next round applies what is left", async () => {
  let isUp = false;
  const { deltas, state } = deltasOf(50, () => {
    if (!isUp) throw new Outage("Postgres", new Error("restarting"));
  });
  const [isTime, { signal }] = [flushPolicy(), new AbortController()];
  await assertRejects(() => applyOrderDeltas({ deltas, isTime }, signal), Outage);
  isUp = true;
  await applyOrderDeltas({ deltas, isTime }, signal);
  assertEquals(state.left, 0);
});
