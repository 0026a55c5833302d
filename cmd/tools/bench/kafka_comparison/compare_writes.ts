import { PostgresCommerceWriter } from "../../../../adapters/postgres/commerce/commerce_writer.ts";
import { PostgresOrders } from "../../../../adapters/postgres/commerce/orders.ts";
import type { Sql } from "../../../../adapters/postgres/core/connect.ts";
import { sleep } from "../../../../adapters/system/sleep.ts";
import type { Receipt } from "../../../../application/shared/log.ts";
import { type Order, orderIdSchema } from "../../../../domain/commerce/order.ts";
import { type Latency, latencyOf } from "../../../wiring/process/latencies.ts";
import type { Log } from "../../../wiring/engines/kafka.ts";
import type { StoredTimes } from "./stored_times.ts";

/** One way of writing the same orders. */
export interface WriteResult {
  readonly orders: number;
  readonly perSecond: number;
  /** From a call to its answer: the commit, or the brokers' acknowledgement. */
  readonly answered: Latency;
  /** Only through the log: from the answer, and from the call, until the order stands in Postgres. */
  readonly stored: { readonly perSecond: number; readonly afterAnswer: Latency; readonly afterCall: Latency } | null;
}

export interface Load {
  readonly orders: readonly Order[];
  /** Calls a second, each at its time whatever became of the others; `null`: as fast as possible. */
  readonly rate: number | null;
  readonly ordersPerCall: number;
}

/** As many callers at once as a busy API has. */
const CALLERS = 16;
const STORED_WITHIN_MS = 60_000;

/** One transaction a call: of one order as `POST /v1/orders?direct=true` does, of many as the import does. */
export async function writeDirectly(sql: Sql, load: Load): Promise<WriteResult> {
  const one = new PostgresOrders(sql);
  const many = new PostgresCommerceWriter(sql);
  const began = performance.now();
  const samples = await send(load, async (orders) => {
    const mine = orders.map((order) => renamed(order, "D"));
    const added = mine.length > 1 ? (await many.addOrders(mine)).stored : await one.add(mine[0]!) === "added" ? 1 : 0;
    if (added < mine.length) throw new Error(`Cannot measure: ${mine.length - added} orders were refused`);
  });
  const seconds = (performance.now() - began) / 1_000;
  return {
    orders: load.orders.length,
    perSecond: load.orders.length / seconds,
    answered: latencyOf(samples.map(({ answeredAt, calledAt }) => answeredAt - calledAt)),
    stored: null,
  };
}

/** One publication a call, as `POST /v1/orders` does; a consumer that has joined already stores the orders. */
export async function writeThroughLog(log: Log, stored: StoredTimes, load: Load): Promise<WriteResult> {
  const began = performance.now();
  const samples = await send(
    load,
    (orders) => log.events.publish(orders.map((order) => ({ type: "order.placed", order: renamed(order, "K") }))),
  );
  const answeredBy = (performance.now() - began) / 1_000;
  const placed = samples.flatMap(({ answer, ...times }) => answer.map((receipt) => ({ ...times, receipt })));
  const storedAt = await stored.of(placed.map(({ receipt }) => receipt), STORED_WITHIN_MS);
  const storedBy = (storedAt.reduce((latest, at) => Math.max(latest, at), 0) - began) / 1_000;
  return {
    orders: placed.length,
    perSecond: placed.length / answeredBy,
    answered: latencyOf(samples.map(({ answeredAt, calledAt }) => answeredAt - calledAt)),
    stored: {
      perSecond: placed.length / storedBy,
      // The consumer may be quicker than the answer to the publisher.
      afterAnswer: latencyOf(placed.map(({ answeredAt }, nth) => Math.max(0, storedAt[nth]! - answeredAt))),
      afterCall: latencyOf(placed.map(({ calledAt }, nth) => storedAt[nth]! - calledAt)),
    },
  };
}

interface Sample<T> {
  readonly calledAt: number;
  readonly answeredAt: number;
  readonly answer: T;
}

async function send<T extends Receipt[] | void>(
  { orders, rate, ordersPerCall }: Load,
  call: (orders: readonly Order[]) => Promise<T>,
): Promise<Sample<T>[]> {
  const calls = Array.from(
    { length: Math.ceil(orders.length / ordersPerCall) },
    (_, nth) => orders.slice(nth * ordersPerCall, (nth + 1) * ordersPerCall),
  );
  const timed = async (orders: readonly Order[]): Promise<Sample<T>> => {
    const calledAt = performance.now();
    const answer = await call(orders);
    return { calledAt, answeredAt: performance.now(), answer };
  };
  if (rate === null) return await byCallers(calls, timed);
  const began = performance.now();
  return await Promise.all(calls.map(async (orders, nth) => {
    await sleep(began + (nth / rate) * 1_000 - performance.now());
    return await timed(orders);
  }));
}

async function byCallers<I, T>(calls: readonly I[], call: (orders: I) => Promise<T>): Promise<T[]> {
  const samples: T[] = [];
  const waiting = calls.values();
  await Promise.all(Array.from({ length: CALLERS }, async () => {
    for (const orders of waiting) samples.push(await call(orders));
  }));
  return samples;
}

/** The same order under another id, so that both ways can store it. */
function renamed(order: Order, way: string): Order {
  return { ...order, orderId: orderIdSchema.parse(`${way}-${order.orderId}`) };
}
