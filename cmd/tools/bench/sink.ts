import { Closing } from "../../wiring/process/closing.ts";
import { ORDERS } from "../../../adapters/postgres/commerce/order_columns.ts";
import { copyChunks, copyRows } from "../../../adapters/postgres/core/copy_rows.ts";
import type { Sql } from "../../../adapters/postgres/core/connect.ts";
import { PostgresOrderDeltas } from "../../../adapters/postgres/commerce/order_deltas.ts";
import { findDifferences } from "../../../adapters/postgres/commerce/reconcile.ts";
import type { LogReader } from "../../../application/shared/log.ts";
import { connectServer, openDatabase } from "../../wiring/engines/postgres.ts";
import { consumeStream, runMaintenance } from "../../wiring/commerce/consume_stream.ts";
import type { ServerDatabase } from "../../wiring/config/database_config.ts";
import { type Log, openLog } from "../../wiring/engines/kafka.ts";
import { openMigrations } from "../../wiring/engines/migrations.ts";
import { requireEngines } from "../../wiring/engines/require_engines.ts";
import type { Process } from "../../wiring/process/run_process.ts";
import { type Bench, interleave } from "./bench.ts";
import { cloneDatabase } from "./clone_database.ts";
import { ownInstallation } from "./own_installation.ts";
import { fillShop, makeOrders, type ShopSize } from "./sink_orders.ts";

const SHOP: ShopSize = { users: 1_000_000, products: 10_000, orders: 300_000 };
const PUBLISHED_AT_ONCE = 5_000;
const LOOK_EVERY_MS = 20;

export const BENCH_SINK: Bench = {
  async run(given: Process, options) {
    requireEngines(given.config, ["database", "kafka"]);
    const own = await ownInstallation(given, "sink");
    const template = own.config.database as ServerDatabase;
    const settings = await prepareShop(own);
    const log = await openLog(own);
    await publishAll(log);
    const chunks = [...copyChunks(ORDERS, makeOrders(SHOP, "sink"))];
    const inClone = (work: (clone: Process, sql: Sql) => Promise<number>) => async () => {
      await using clone = await cloneDatabase(template);
      await using closing = new Closing();
      const process: Process = { ...own, closing, config: { ...own.config, database: clone.database } };
      return await work(process, await openDatabase(process, "bench", { bulk: true }));
    };
    const measurements = await interleave(
      [
        { name: "COPY of the same rows", unit: "rows/s", measure: inClone((_, sql) => copyAll(sql, chunks)) },
        {
          name: "sink, totals noted",
          unit: "rows/s",
          measure: inClone((process, sql) => drain(process, sql, log, false)),
        },
        {
          name: "sink, totals added",
          unit: "rows/s",
          measure: inClone((process, sql) => drain(process, sql, log, true)),
        },
      ],
      options,
      own.signal,
    );
    const [copy, noted, added] = measurements;
    return {
      bench: "sink",
      setup: { ...SHOP, partitions: own.config.kafka!.partitions, ...settings },
      measurements,
      ratios: {
        "sink, totals noted / COPY": noted!.median / copy!.median,
        "sink, totals added / COPY": added!.median / copy!.median,
      },
    };
  },
};

async function prepareShop(own: Process) {
  const sql = connectServer(own.config.database as ServerDatabase, { max: 1, applicationName: "bench" });
  try {
    await openMigrations(sql).up();
    await fillShop(sql, SHOP);
    const [row] = await sql`
      select current_setting('fsync') as fsync, current_setting('synchronous_commit') as synchronous_commit`;
    return { fsync: String(row!.fsync), synchronousCommit: String(row!.synchronous_commit) };
  } finally {
    // A database with connections can't be copied.
    await sql.end();
  }
}

async function publishAll({ events }: Log): Promise<void> {
  let batch = [];
  for (const order of makeOrders(SHOP, "sink")) {
    batch.push({ type: "order.placed" as const, order });
    if (batch.length < PUBLISHED_AT_ONCE) continue;
    await events.publish(batch);
    batch = [];
  }
  await events.publish(batch);
}

async function copyAll(sql: Sql, chunks: readonly string[]): Promise<number> {
  const began = performance.now();
  await sql.begin(async (scope) => {
    await copyRows(scope, ORDERS, chunks);
    const [{ rows }] = await scope`select count(*) as rows from orders` as [{ rows: number }];
    if (rows !== SHOP.orders) throw new Error(`Cannot measure: COPY stored ${rows} of ${SHOP.orders} rows`);
  });
  return SHOP.orders / ((performance.now() - began) / 1_000);
}

/** Joining the group is not counted. With `addsTotals` until users, products and daily sales include everything. */
async function drain(process: Process, sql: Sql, log: Log, addsTotals: boolean): Promise<number> {
  let began: number | undefined;
  const reader: LogReader = {
    read: (topic, group, handler, signal) =>
      log.reader.read(topic, group, {
        positionOf: (topic, range) => handler.positionOf(topic, range),
        take: (batch, signal) => {
          began ??= performance.now();
          return handler.take(batch, signal);
        },
      }, signal),
  };
  const stop = new AbortController();
  const consuming = Promise.all([
    consumeStream(process, sql, { ...log, reader }, "orders", stop.signal),
    ...(addsTotals ? [runMaintenance(process, sql, log, { signal: stop.signal })] : []),
  ]);
  const stored = async () =>
    (await sql`select coalesce(sum(next_offset), 0)::int as n from consumer_offsets`)[0]!.n as number;
  const deltas = new PostgresOrderDeltas(sql);
  while (await stored() < SHOP.orders || (addsTotals && await deltas.pending() > 0)) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  const seconds = (performance.now() - began!) / 1_000;
  stop.abort();
  await consuming;
  const differences = await findDifferences(sql);
  if (differences.length > 0) throw new Error(`Cannot measure: ${JSON.stringify(differences[0])}`);
  return SHOP.orders / seconds;
}
