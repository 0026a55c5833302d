import { assertEquals, assertRejects } from "@std/assert";
import { Outage } from "../shared/fault.ts";
import { applyOrderDeltas, flushPolicy } from "./apply_order_deltas.ts";

const answers = (deltas: readonly number[]) => deltas.map(flushPolicy());

Deno.test("flushPolicy never flushes without deltas", () => {
  assertEquals(answers([0, 0, 0, 0, 0, 0]), [false, false, false, false, false, false]);
});

Deno.test("flushPolicy flushes in the first round without new deltas", () => {
  assertEquals(answers([3, 3, 0, 1, 1]), [false, true, false, false, true]);
});

Deno.test("flushPolicy flushes many immediately and few after four rounds", () => {
  assertEquals(answers([20, 25]), [true, true]);
  assertEquals(answers([1, 3, 5, 7, 9, 11]), [false, false, false, true, false, false]);
});

function deltasOf(count: number, onAdd: () => void = () => {}) {
  const state = { left: count, transactions: 0 };
  const deltas = {
    pending: () => Promise.resolve(state.left),
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

Deno.test("applyOrderDeltas applies all when the policy says so, and starts no transaction before", async () => {
  const { deltas, state } = deltasOf(50);
  const { signal } = new AbortController();
  await applyOrderDeltas({ deltas, isTime: () => false }, signal);
  assertEquals(state, { left: 50, transactions: 0 });
  await applyOrderDeltas({ deltas, isTime: (waiting) => waiting === 50 }, signal);
  assertEquals(state, { left: 0, transactions: 3 });
});

Deno.test("applyOrderDeltas stops after the current transaction when aborted", async () => {
  const stop = new AbortController();
  const { deltas, state } = deltasOf(50, () => stop.abort());
  await applyOrderDeltas({ deltas, isTime: flushPolicy() }, stop.signal);
  assertEquals(state, { left: 30, transactions: 1 });
});

Deno.test("applyOrderDeltas rethrows an outage, and the next round applies the rest", async () => {
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
