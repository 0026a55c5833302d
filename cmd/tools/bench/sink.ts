import { Closing } from "../../wiring/process/closing.ts";
import { ORDERS } from "../../../adapters/postgres/commerce/order_columns.ts";
import { copyChunks, copyRows } from "../../../adapters/postgres/core/copy_rows.ts";
import type { Sql } from "../../../adapters/postgres/core/connect.ts";
import { PostgresOrderDeltas } from "../../../adapters/postgres/commerce/order_deltas.ts";
import { findDifferences } from "../../../adapters/postgres/commerce/reconcile.ts";
import { sleep } from "../../../adapters/system/sleep.ts";
import type { LogReader } from "../../../application/shared/log.ts";
import { connectServer, openDatabase } from "../../wiring/engines/postgres.ts";
import { consumeStream, runMaintenance } from "../../wiring/commerce/consume_stream.ts";
import type { ServerDatabase } from "../../wiring/config/database_config.ts";
import { type Log, openLog } from "../../wiring/engines/kafka.ts";
import { openMigrations } from "../../wiring/engines/migrations.ts";
import { requireServers } from "../../wiring/engines/require_engines.ts";
import type { Process } from "../../wiring/process/run_process.ts";
import { type Bench, interleave, type Measurement, ratioOf, summarise } from "./bench.ts";
import { cloneDatabase } from "./clone_database.ts";
import { ownInstallation } from "./own_installation.ts";
import { drainByPeer } from "./peer_sink.ts";
import { type ProcessorTime, processorTime, since } from "./processor_time.ts";
import { fillShop, makeOrders, type ShopSize } from "./sink_orders.ts";

const SHOP = { users: 1_000_000, products: 10_000 };
const ORDERS_A_ROUND = 300_000;
const PUBLISHED_AT_ONCE = 5_000;
const LOOK_EVERY_MS = 20;

interface Drained {
  readonly seconds: number;
  readonly spent: ProcessorTime;
}

export const BENCH_SINK: Bench = {
  async run(given: Process, options) {
    requireServers(given.config, ["database", "kafka"]);
    const shop: ShopSize = { ...SHOP, orders: options.orders ?? ORDERS_A_ROUND };
    const own = await ownInstallation(given, "sink");
    const template = own.config.database as ServerDatabase;
    const settings = await prepareShop(own);
    const log = await openLog(own);
    await publishAll(log, shop);
    const chunks = [...copyChunks(ORDERS, makeOrders(shop, "sink"))];
    const spent = new Map<string, ProcessorTime[]>();
    const contender = (name: string, work: (clone: Process, sql: Sql) => Promise<Drained>) => ({
      name,
      unit: "rows/s",
      measure: async () => {
        await using clone = await cloneDatabase(template);
        await using closing = new Closing();
        const process: Process = { ...own, closing, config: { ...own.config, database: clone.database } };
        const drained = await work(process, await openDatabase(process, "bench", { bulk: true }));
        spent.set(name, [...spent.get(name) ?? [], drained.spent]);
        return shop.orders / drained.seconds;
      },
    });
    const peer = options.peerSink;
    const measurements = await interleave(
      [
        contender("COPY of the same rows", (_, sql) => copyAll(sql, chunks, shop)),
        contender("sink, totals noted", (process, sql) => drain(process, sql, log, { ...shop, addsTotals: false })),
        contender("sink, totals added", (process, sql) => drain(process, sql, log, { ...shop, addsTotals: true })),
        ...peer === undefined ? [] : [
          contender("peer", (process, sql) => {
            const { url } = process.config.database as ServerDatabase;
            return drainByPeer(peer, process, sql, { ...shop, url });
          }),
        ],
      ],
      options,
      own.signal,
    );
    const [copy, noted, added, peers] = measurements;
    return {
      bench: "sink",
      setup: { ...shop, partitions: own.config.kafka!.partitions, ...settings },
      measurements: [...measurements, ...[...spent].flatMap(([name, rounds]) => timesOf(name, rounds, shop.orders))],
      ratios: {
        "sink, totals noted / COPY": noted!.median / copy!.median,
        "sink, totals added / COPY": added!.median / copy!.median,
        ...peers ? { "sink, totals noted / peer": ratioOf(noted!, peers) } : {},
      },
    };
  },
};

/** Processor time depends on what else the machine does much less than rows a second do. */
function timesOf(name: string, rounds: readonly ProcessorTime[], orders: number): Measurement[] {
  const parts: Record<string, readonly (number | null)[]> = {
    "its process": rounds.map(({ own }) => own),
    "its sessions": rounds.map(({ server }) => server),
  };
  return Object.entries(parts).flatMap(([part, times]) => {
    const seen = times.filter((time) => time !== null).map((time) => time / orders);
    return seen.length === 0 ? [] : [{ name: `${name}: ${part}`, unit: "µs/order", ...summarise(seen) }];
  });
}

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

async function publishAll({ events }: Log, shop: ShopSize): Promise<void> {
  let batch = [];
  for (const order of makeOrders(shop, "sink")) {
    batch.push({ type: "order.placed" as const, order });
    if (batch.length < PUBLISHED_AT_ONCE) continue;
    await events.publish(batch);
    batch = [];
  }
  await events.publish(batch);
}

async function copyAll(sql: Sql, chunks: readonly string[], { orders }: ShopSize): Promise<Drained> {
  const before = await processorTime(sql);
  const began = performance.now();
  await sql.begin(async (scope) => {
    await copyRows(scope, ORDERS, chunks);
    const [{ rows }] = await scope`select count(*) as rows from orders` as [{ rows: number }];
    if (rows !== orders) throw new Error(`Cannot measure: COPY stored ${rows} of ${orders} rows`);
  });
  const seconds = (performance.now() - began) / 1_000;
  return { seconds, spent: since(before, await processorTime(sql)) };
}

/** Joining the group is not counted. With `addsTotals` until users, products and daily sales include everything. */
async function drain(
  process: Process,
  sql: Sql,
  log: Log,
  { orders, addsTotals }: ShopSize & { readonly addsTotals: boolean },
): Promise<Drained> {
  const before = await processorTime(sql);
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
  while (await stored() < orders || (addsTotals && await deltas.pending() > 0)) {
    await sleep(LOOK_EVERY_MS);
  }
  const seconds = (performance.now() - began!) / 1_000;
  const spent = since(before, await processorTime(sql));
  stop.abort();
  await consuming;
  const differences = await findDifferences(sql);
  if (differences.length > 0) throw new Error(`Cannot measure: ${JSON.stringify(differences[0])}`);
  return { seconds, spent };
}
