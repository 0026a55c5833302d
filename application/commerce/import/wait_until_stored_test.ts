import { assert, assertEquals, assertRejects } from "@std/assert";
import type { Receipt } from "../../shared/log.ts";
import { type Stall, type StoredWatch, waitUntilStored } from "./wait_until_stored.ts";

const MARKS: Receipt[] = [
  { topic: "orders", partition: 0, offset: 9 },
  { topic: "orders", partition: 1, offset: 4 },
];

/** A store that takes one record of each partition a poll, on a clock that only sleeping moves. */
class SlowStore {
  ms = 0;
  speed = 1;
  next = [0, 0];
  end = 1_000;
  pendingOrders = 0;
  completable = 0;
  sleeps = 0;

  watch(): StoredWatch {
    return {
      positions: {
        all: () =>
          Promise.resolve(this.next.flatMap((next, partition) => [
            { group: "order-group", topic: "orders", partition, next, lastRecordAt: null },
            { group: "other-group", topic: "orders", partition, next: 1_000, lastRecordAt: null },
          ])),
      },
      pending: {
        complete: (limit) => {
          const completed = Math.min(limit, this.completable);
          this.completable -= completed;
          this.pendingOrders -= completed;
          return Promise.resolve(completed);
        },
        count: () => Promise.resolve(this.pendingOrders),
      },
      inspector: { ranges: () => Promise.resolve([0, 1].map((partition) => ({ partition, first: 0, end: this.end }))) },
      groupOf: () => "order-group",
      now: () => new Date(this.ms),
      sleep: (ms) => {
        this.ms += ms;
        this.sleeps++;
        this.next = this.next.map((next) => next + this.speed);
        return Promise.resolve();
      },
      withRetry: (work) => work(),
    };
  }
}

const signal = new AbortController().signal;

Deno.test("waitUntilStored resolves when the storing group has passed every mark", async () => {
  const store = new SlowStore();
  const progress: string[] = [];
  await waitUntilStored(store.watch(), MARKS, {
    signal,
    onProgress: (done, total) => progress.push(`${done}/${total}`),
  });
  assertEquals(store.next, [10, 10]);
  assertEquals([progress[0], progress.at(-1)], ["0/15", "15/15"]);
});

Deno.test("waitUntilStored completes the orders that came before their user", async () => {
  const store = new SlowStore();
  store.pendingOrders = store.completable = 2_500;
  assertEquals(await waitUntilStored(store.watch(), MARKS, { signal }), { stillPending: 0 });
  assertEquals(store.pendingOrders, 0);
});

Deno.test("waitUntilStored is not held up by orders that wait for somebody who never comes", async () => {
  const store = new SlowStore();
  store.pendingOrders = 3;
  assertEquals(await waitUntilStored(store.watch(), MARKS, { signal }), { stillPending: 3 });
  assert(store.ms < 10_000);
});

Deno.test("waitUntilStored does not trust a position beyond the end of the log", async () => {
  const store = new SlowStore();
  Object.assign(store, { next: [500, 500], end: 20, speed: 0 });
  const watch = store.watch();
  const sleep = watch.sleep;
  await waitUntilStored(
    {
      ...watch,
      sleep: async (ms, signal) => {
        await sleep(ms, signal);
        if (store.sleeps === 5) store.next = [20, 20];
      },
    },
    MARKS,
    { signal },
  );
  assertEquals(store.sleeps, 5);
});

Deno.test("waitUntilStored tells every 30 s that nothing moves, and ends when it is aborted", async () => {
  const store = new SlowStore();
  store.speed = 0;
  store.next = [10, 2];
  const stop = new AbortController();
  const stalls: Stall[] = [];
  const onStall = (stall: Stall) => {
    stalls.push(stall);
    if (stalls.length === 2) stop.abort(new Error("Ctrl-C"));
  };
  await assertRejects(() => waitUntilStored(store.watch(), MARKS, { signal: stop.signal, onStall }), Error, "Ctrl-C");
  const behind = [{ topic: "orders", partition: 1, missing: 3 }];
  assertEquals(stalls, [{ forMs: 30_000, behind }, { forMs: 60_000, behind }]);
});
