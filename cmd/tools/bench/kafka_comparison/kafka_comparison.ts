import type { Sql } from "../../../../adapters/postgres/core/connect.ts";
import type { Order } from "../../../../domain/commerce/order.ts";
import { placeOrder } from "../../../../domain/commerce/order_placement.ts";
import { pick, seededRandom } from "../../../../domain/shared/random.ts";
import { consumeStream } from "../../../wiring/commerce/consume_stream.ts";
import { openCache } from "../../../wiring/commerce.ts";
import { openLog } from "../../../wiring/engines/kafka.ts";
import { openMigrations } from "../../../wiring/engines/migrations.ts";
import { openDatabase } from "../../../wiring/engines/postgres.ts";
import type { Process } from "../../../wiring/process/run_process.ts";
import { seedShop } from "../../../wiring/commerce/simulation.ts";
import { compareLookUps, type LookUp } from "./compare_look_ups.ts";
import { type Load, writeDirectly, type WriteResult, writeThroughLog } from "./compare_writes.ts";
import { countingStore, enginesOf, openRedis } from "../bench_engines.ts";
import { countQueries, type QueryCounts } from "./count_queries.ts";
import { type Claim, judgeClaims } from "./judge_claims.ts";
import { ownInstallation } from "../own_installation.ts";
import { StoredTimes } from "./stored_times.ts";

interface ComparisonOptions {
  readonly orders: number;
  readonly users: number;
  readonly onStage?: (stage: string) => void;
}

export interface WriteComparison {
  readonly direct: WriteResult;
  readonly throughLog: WriteResult;
}

export interface KafkaComparison {
  readonly orders: number;
  readonly users: number;
  readonly engines: { readonly postgres: string; readonly redis: string; readonly kafka: string };
  /** As fast as 16 callers can, one order a call. */
  readonly burst: WriteComparison;
  readonly batches: WriteComparison & { readonly ordersPerCall: number };
  readonly steady: WriteComparison & { readonly ordersPerSecond: number };
  readonly queries: QueryCounts;
  readonly lookUps: readonly LookUp[];
  readonly claims: readonly Claim[];
}

export const COMPARISON_DEFAULTS = { orders: 2_000, users: 20_000 } as const;
const PRODUCTS = 2_000;
/** Active customers and products: few enough that the pools get both kinds of members. */
const ACTIVE = 1_000;
const ORDERS_PER_CALL = 100;
const BATCHES_FACTOR = 10;
const SEED = "kafka-comparison";
const STEADY_RATE = 50;
const STEADY_SECONDS = 5;

/** With its own database, topics and keys. Publisher, consumer and embedded engines share this process and its CPU. */
export async function runKafkaComparison(given: Process, options: ComparisonOptions): Promise<KafkaComparison> {
  const { onStage = () => {} } = options;
  const process = await ownInstallation(given, "bench");
  onStage("seeding");
  const sql = await openDatabase(process, "bench", { exclusive: true, bulk: true });
  await openMigrations(sql).up();
  await seedShop(process, sql, { users: options.users, products: PRODUCTS, seed: SEED });
  await sql`analyze`;
  const writes = await compareWrites(process, sql, options);

  onStage("counting queries");
  await sql`analyze`;
  const cache = openCache(process);
  const { sql: counting, statements } = await countingStore(process, sql);
  const { refreshSeconds, poolSize } = process.config.commerce.cache;
  const queries = await countQueries({ sql: counting, statements, cache, refreshSeconds, poolSize });

  onStage("looking up");
  const lookUps = await compareLookUps({
    sql,
    pools: cache,
    redis: openRedis(process),
    users: await cache.users(),
    random: seededRandom(SEED),
  });
  return {
    orders: options.orders,
    users: options.users,
    engines: await enginesOf(process, sql),
    ...writes,
    queries,
    lookUps,
    claims: judgeClaims(queries, lookUps),
  };
}

async function compareWrites(process: Process, sql: Sql, { orders, onStage = () => {} }: ComparisonOptions) {
  const log = await openLog(process);
  const stored = new StoredTimes();
  const stop = new AbortController();
  const signal = AbortSignal.any([stop.signal, process.signal]);
  const consuming = consumeStream(process, sql, { ...log, reader: stored.watch(log.reader) }, "orders", signal);
  try {
    onStage("waiting for the consumer");
    const warm = await makeOrders(sql, 50, "warm");
    await writeThroughLog(log, stored, { orders: warm, rate: null, ordersPerCall: 1 });
    const compare = async (name: string, load: Load): Promise<WriteComparison> => {
      onStage(`${name}: straight into Postgres`);
      const direct = await writeDirectly(sql, load);
      onStage(`${name}: through the log`);
      return { direct, throughLog: await writeThroughLog(log, stored, load) };
    };
    const load = async (name: string, count: number, shape: Omit<Load, "orders">) =>
      await compare(name, { orders: await makeOrders(sql, count, name), ...shape });
    return {
      burst: await load("burst", orders, { rate: null, ordersPerCall: 1 }),
      batches: {
        ordersPerCall: ORDERS_PER_CALL,
        ...await load("batches", orders * BATCHES_FACTOR, { rate: null, ordersPerCall: ORDERS_PER_CALL }),
      },
      steady: {
        ordersPerSecond: STEADY_RATE,
        ...await load("steady", STEADY_RATE * STEADY_SECONDS, { rate: STEADY_RATE, ordersPerCall: 1 }),
      },
    };
  } finally {
    stop.abort();
    await consuming;
  }
}

async function makeOrders(sql: Sql, count: number, name: string): Promise<Order[]> {
  const random = seededRandom(`${SEED}/${name}`);
  const users = await sql<{ id: string }[]>`select user_id as id from users order by user_id limit ${ACTIVE}`;
  const products = await sql<{ id: string; price: number }[]>`
    select product_id as id, price from products order by product_id limit ${ACTIVE}`;
  return Array.from({ length: count }, (_, nth) => {
    const product = pick(random, products);
    const draft = { userId: pick(random, users).id, productId: product.id, quantity: 1, totalAmount: product.price };
    const order = placeOrder(draft, { id: `${name}-${nth}`, now: new Date() });
    if (!order.ok) throw new Error(order.refusal.message);
    return order.value;
  });
}
