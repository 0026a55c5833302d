import { assert, assertEquals, assertRejects } from "@std/assert";
import type { HistoryDay } from "../../../domain/commerce/simulation/history/day.ts";
import { dayNumberOf, startOfDay } from "../../../domain/commerce/seoul_time.ts";
import type { HistoryPlan } from "../../../domain/commerce/simulation/history/plan.ts";
import { Outage } from "../../shared/fault.ts";
import type { HistoryRun, HistoryStep, HistoryStore } from "../ports/history.ts";
import { writeHistory, type WriteHistoryOptions } from "./write_history.ts";

const NOW = new Date("2026-03-02T05:30:00Z");
const defaults = { days: 20, ordersPerDay: 40, users: 300, products: 200 };

class Store implements HistoryStore {
  run: HistoryRun | null = null;
  readonly members = new Set<string>();
  readonly days: HistoryDay[] = [];
  otherOrder: Date | null = null;
  transactions = 0;
  /** Called before and after a transaction is committed. */
  onCommit: (store: Store, isDone: boolean) => void = () => {};

  find(): Promise<HistoryRun | null> {
    return Promise.resolve(this.run);
  }

  take(plan: HistoryPlan, until: Date | null, runner: string): Promise<HistoryRun> {
    this.run = this.run ? { ...this.run, runner } : {
      plan,
      until,
      nextDay: plan.firstDay,
      orders: 0,
      amount: 0,
      runner,
      startedAt: NOW,
      finishedAt: null,
    };
    return Promise.resolve(this.run);
  }

  addFounders(users: readonly { userId: string }[], products: readonly { productId: string }[]): Promise<void> {
    for (const { userId } of users) this.members.add(userId);
    for (const { productId } of products) this.members.add(productId);
    return Promise.resolve();
  }

  firstOtherOrder(_seed: string, from: Date): Promise<Date | null> {
    return Promise.resolve(this.otherOrder && this.otherOrder >= from ? this.otherOrder : null);
  }

  async addDays(days: readonly HistoryDay[], { runner, end }: HistoryStep): Promise<"stored" | "replaced"> {
    await Promise.resolve();
    const run = this.run!;
    if (run.runner !== runner || run.nextDay !== days[0]!.dayNumber) return "replaced";
    this.onCommit(this, false);
    this.transactions++;
    this.days.push(...days);
    const orders = days.reduce((sum, day) => sum + day.orders.length, 0);
    const finished = end === null ? {} : { until: end.until, finishedAt: NOW };
    this.run = { ...run, nextDay: days.at(-1)!.dayNumber + 1, orders: run.orders + orders, ...finished };
    this.onCommit(this, true);
    return "stored";
  }

  get orders() {
    return this.days.flatMap((day) => day.orders);
  }
}

let ids = 0;
function write(store: Store, options: Partial<WriteHistoryOptions> = {}, clock = () => NOW) {
  return writeHistory({
    store,
    clock,
    newId: () => `runner ${++ids}`,
    breathe: () => Promise.resolve(),
    async withRetry(work) {
      for (;;) {
        try {
          return await work();
        } catch (error) {
          if (!(error instanceof Outage)) throw error;
        }
      }
    },
  }, { seed: "1", asked: {}, defaults, until: null, signal: new AbortController().signal, ...options });
}

async function written(store: Store, options?: Partial<WriteHistoryOptions>, clock?: () => Date) {
  const result = await write(store, options, clock);
  assert(result.ok, !result.ok ? result.refusal.message : "");
  return result.value;
}

async function refusal(store: Store, options?: Partial<WriteHistoryOptions>) {
  const result = await write(store, options);
  assert(!result.ok);
  return result.refusal.code;
}

const UNTIL = startOfDay(dayNumberOf("2026-03-01")!);

Deno.test("writeHistory writes the founders and every day up to the end", async () => {
  const store = new Store();
  const { key, stored } = await written(store, { until: UNTIL });
  assertEquals(
    store.days.map(({ dayNumber }) => dayNumber),
    Array.from({ length: 20 }, (_, i) => key.plan.firstDay + i),
  );
  assertEquals(store.members.size, 500);
  assertEquals([stored, key.orders, store.run!.orders], [store.orders.length, stored, stored]);
  assertEquals(store.run!.finishedAt, NOW);
  assertEquals(key.until, UNTIL);
  // Fourteen days share a transaction.
  assertEquals(store.transactions, 2);
});

Deno.test("writeHistory adds nothing when run again, and returns the same answers", async () => {
  const store = new Store();
  const first = await written(store, { until: UNTIL });
  const transactions = store.transactions;
  for (const options of [{}, { until: UNTIL }, { asked: { days: 20 } }]) {
    const again = await written(store, options);
    assertEquals([again.stored, store.transactions], [0, transactions]);
    assertEquals(again.key, first.key);
  }
});

Deno.test("writeHistory ends at the present, its last day as late as possible", async () => {
  const store = new Store();
  let ms = NOW.getTime();
  const { key } = await written(store, {}, () => new Date(ms += 1_000));
  assert(key.until > NOW && key.until.getTime() <= ms);
  assert(store.orders.every(({ createdAt }) => createdAt < key.until));
  // 20 whole days and the past part of today.
  assertEquals(store.days.length, 21);
  assert(store.days.at(-1)!.orders.length > 0);
});

Deno.test("writeHistory ends where live orders begin, also when they begin during the run", async () => {
  const store = new Store();
  store.otherOrder = new Date("2026-02-27T10:00:00Z");
  const { key } = await written(store);
  assertEquals(key.until, store.otherOrder);
  assertEquals(store.orders.filter(({ createdAt }) => createdAt >= key.until), []);

  const late = new Store();
  late.onCommit = (store) => store.otherOrder = new Date("2026-03-02T02:00:00Z");
  assertEquals((await written(late)).key.until, late.otherOrder);
});

Deno.test("writeHistory continues an interrupted run with the same result as an uninterrupted one", async () => {
  const whole = new Store();
  const { key } = await written(whole, { until: UNTIL });
  const store = new Store();
  const stop = new AbortController();
  store.onCommit = (_, isDone) => isDone && stop.abort(new Error("Ctrl-C"));
  await assertRejects(() => write(store, { until: UNTIL, signal: stop.signal }), Error, "Ctrl-C");
  store.onCommit = () => {};
  assert(store.days.length > 0 && store.days.length < 20);
  const stages = new Set<string>();
  const resumed = await written(store, { onProgress: ({ stage }) => stages.add(stage) });
  assertEquals(stages, new Set(["remembering", "writing"]));
  assertEquals(resumed.key, key);
  assertEquals(store.days, whole.days);
});

Deno.test("writeHistory recognises its own days after a lost acknowledgement", async () => {
  const store = new Store();
  let outages = 0;
  store.onCommit = (_, isDone) => {
    if (isDone && outages++ < 2) throw new Outage("store", new Error("gone"));
  };
  const { key } = await written(store, { until: UNTIL });
  assertEquals(store.orders.length, key.orders);
  assertEquals(new Set(store.orders.map(({ orderId }) => orderId)).size, key.orders);
});

Deno.test("writeHistory stops when another process has taken over", async () => {
  const store = new Store();
  store.onCommit = (store, isDone) => {
    if (isDone) store.run = { ...store.run!, runner: "somebody else" };
  };
  assertEquals(await refusal(store, { until: UNTIL }), "history_replaced");
  assertEquals(store.transactions, 1);
});

Deno.test("writeHistory refuses other figures for a used seed, and continues without any", async () => {
  const store = new Store();
  await written(store, { until: UNTIL, asked: { ordersPerDay: 10 } });
  for (
    const options of [
      { asked: { ordersPerDay: 11 } },
      { asked: { days: 21 } },
      { until: new Date(UNTIL.getTime() - 86_400_000) },
    ]
  ) {
    assertEquals(await refusal(store, options), "other_history");
  }
  assertEquals((await written(store)).key.plan.ordersPerDay, 10);
});

Deno.test("writeHistory refuses to write over the shop's orders", async () => {
  const store = new Store();
  store.otherOrder = startOfDay(dayNumberOf("2026-02-10")!);
  assertEquals(await refusal(store), "no_room");
  assertEquals([store.days, store.run], [[], null]);
});

Deno.test("writeHistory throws other faults than outages", async () => {
  const store = new Store();
  store.onCommit = () => {
    throw new TypeError("a bug");
  };
  await assertRejects(() => write(store, { until: UNTIL }), TypeError, "a bug");
});
