import { setImmediate } from "node:timers";
import { ORDERS } from "../../../adapters/postgres/commerce/order_columns.ts";
import { copyChunks, copyRows } from "../../../adapters/postgres/core/copy_rows.ts";
import { PostgresHistoryStore } from "../../../adapters/postgres/commerce/history_store.ts";
import { PostgresCommerceWriter } from "../../../adapters/postgres/commerce/commerce_writer.ts";
import { writeHistory, type WriteHistoryOptions } from "../../../application/commerce/simulation/write_history.ts";
import type { HistoryDay } from "../../../domain/commerce/simulation/history/day.ts";
import { HistorySimulation } from "../../../domain/commerce/simulation/history/simulation.ts";
import { startOfDay } from "../../../domain/commerce/seoul_time.ts";
import { foundingSpan, type HistoryPlan } from "../../../domain/commerce/simulation/history/plan.ts";
import { makeProduct } from "../../../domain/commerce/simulation/make_product.ts";
import { makeUser } from "../../../domain/commerce/simulation/make_user.ts";
import { seedMember } from "../../../domain/commerce/simulation/seed_member.ts";
import type { ServerDatabase } from "../../wiring/config/database_config.ts";
import type { Process } from "../../wiring/process/run_process.ts";
import { WrongSettings } from "../../wiring/config/settings.ts";
import { type Bench, interleave } from "./bench.ts";
import { scratchDatabase } from "./scratch_database.ts";

/** 150 days of 3,000 orders from the winter with Seollal on: enough rows to outweigh one-time costs. */
const PLAN: HistoryPlan = {
  seed: "bench",
  firstDay: 20_440,
  days: 150,
  ordersPerDay: 3_000,
  users: 10_000,
  products: 2_000,
};

export const BENCH_HISTORY: Bench = {
  async run({ config, signal }: Process, options) {
    const { database } = config;
    if (database.kind !== "server") {
      throw new WrongSettings([
        "DATABASE_URL or DB_TYPE is not set: the embedded database takes no COPY to compare with",
      ]);
    }
    const days = everyDay(PLAN);
    const rows = days.reduce((sum, { orders }) => sum + orders.length, 0);
    const chunks = [...copyChunks(ORDERS, days.flatMap(({ orders }) => orders))];
    const bytes = chunks.reduce((sum, chunk) => sum + new TextEncoder().encode(chunk).length, 0);
    const measurements = await interleave(
      [
        { name: "COPY of the same rows", unit: "rows/s", measure: () => copyAll(database, days, chunks, rows) },
        { name: "history", unit: "rows/s", measure: () => writeAll(database, rows, signal) },
      ],
      options,
      signal,
    );
    const [copy, history] = measurements;
    return {
      bench: "history",
      setup: {
        rows,
        bytesPerRow: Math.round(bytes / rows),
        days: PLAN.days,
        users: PLAN.users,
        products: PLAN.products,
      },
      measurements,
      ratios: { "history / COPY": history!.median / copy!.median },
    };
  },
};

function everyDay(plan: HistoryPlan): HistoryDay[] {
  const market = new HistorySimulation(plan);
  return Array.from({ length: plan.days }, (_, index) => {
    const steps = market.day(plan.firstDay + index);
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
    }
  });
}

async function copyAll(
  server: ServerDatabase,
  days: readonly HistoryDay[],
  chunks: readonly string[],
  rows: number,
): Promise<number> {
  await using database = await scratchDatabase(server);
  const { sql } = database;
  const store = new PostgresCommerceWriter(sql);
  const span = foundingSpan(PLAN);
  const founders = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
  await store.addUsers(founders(PLAN.users).map((number) => makeUser(seedMember("users", number, span))));
  await store.addProducts(founders(PLAN.products).map((number) => makeProduct(seedMember("products", number, span))));
  await store.addUsers(days.flatMap(({ users }) => users));
  await store.addProducts(days.flatMap(({ products }) => products));
  const began = performance.now();
  await sql.begin(async (scope) => {
    await copyRows(scope, ORDERS, chunks);
    await expectRows(rows, (await scope`select count(*) as rows from orders`)[0]!.rows);
  });
  return rows / ((performance.now() - began) / 1_000);
}

async function writeAll(server: ServerDatabase, rows: number, signal: AbortSignal): Promise<number> {
  await using database = await scratchDatabase(server);
  const { sql } = database;
  const { seed, firstDay, days, ordersPerDay, users, products } = PLAN;
  let began = performance.now();
  const options: WriteHistoryOptions = {
    seed,
    asked: { days, ordersPerDay, users, products },
    defaults: PLAN,
    until: startOfDay(firstDay + days),
    signal,
    // Excludes the first customers and products, which COPY's table has from the start.
    onProgress: ({ stage }) => {
      if (stage === "founding") began = performance.now();
    },
  };
  const written = await writeHistory({
    store: new PostgresHistoryStore(sql, { copy: true }),
    clock: () => new Date(),
    newId: () => crypto.randomUUID(),
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
    withRetry: (work) => work(),
  }, options);
  const seconds = (performance.now() - began) / 1_000;
  expectRows(rows, written.ok ? written.value.stored : 0);
  return rows / seconds;
}

function expectRows(expected: number, found: number): void {
  if (found !== expected) throw new Error(`Cannot measure: ${found} of ${expected} rows were stored`);
}
