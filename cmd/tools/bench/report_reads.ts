import type { Sql } from "../../../adapters/postgres/core/connect.ts";
import { RedisReportCache } from "../../../adapters/redis/store/report_cache.ts";
import { computeReport } from "../../../application/store/read_report.ts";
import { formatReportKey, makeReportKey, type ReportKey } from "../../../domain/store/report_key.ts";
import { openMigrations } from "../../wiring/engines/migrations.ts";
import { openReports } from "../../wiring/store.ts";
import { openDatabase } from "../../wiring/engines/postgres.ts";
import { count } from "../../wiring/process/table.ts";
import type { Process } from "../../wiring/process/run_process.ts";
import { WrongSettings } from "../../wiring/config/settings.ts";
import { type Bench, type Measurement, summarise } from "./bench.ts";
import { openRedis } from "./bench_engines.ts";
import { latencyOf, timeEach } from "../../wiring/process/latencies.ts";
import { ownInstallation } from "./own_installation.ts";
import { Readers } from "./stampede.ts";

/** The summary compares a day with the week before: eight days of sales. */
const SALES_A_DAY = 3_000;
const DAYS = 9;
const MENUS = 60;
const FIRST_DAY = "2026-03-01";
const DAY = "2026-03-09";

const QUICK_READS = 2_000;
const COMPUTED_READS = 100;
const WARM_UP = 300;
const PROCESSES = 10;
const MISSES = 1_000;

export const BENCH_REPORT: Bench = {
  async run(given: Process, options) {
    const { database, redis } = given.config;
    if (database.kind !== "server" || !redis) {
      throw new WrongSettings([
        "DATABASE_URL (or DB_TYPE) and REDIS_URL are not set: what several processes share can't be in this one",
      ]);
    }
    const process = await ownInstallation(given, "bench_report");
    const sql = await openDatabase(process, "bench");
    await openMigrations(sql).up();
    await fillShop(sql);
    const deps = openReports(process, sql);
    process.closing.defer(async () => void await deps.cache.reset(KEY.storeId));

    // First, while nothing has scanned the sales.
    const stampede = await measureStampede(process, sql, deps, options);
    const reads = await compareReads(process, deps, options);
    const [bare, cached, firstRead, computed] = reads.map(({ p50 }) => p50.median);
    const ratio = (a: number | undefined, b: number | undefined) => a! / b!;
    return {
      bench: "report",
      setup: {
        report: formatReportKey(KEY),
        salesOfTheDay: SALES_A_DAY,
        sales: SALES_A_DAY * DAYS,
        menus: MENUS,
        reportBytes: JSON.stringify((await valueOf(deps)).report).length,
        processes: options.processes ?? PROCESSES,
        missesAtOnce: stampede.misses,
      },
      measurements: [...reads.flatMap(({ p50, p99 }) => [p50, p99]), ...stampede.measurements],
      ratios: {
        "cached / bare GET, median": ratio(cached, bare),
        "cached / bare GET, p99": ratio(reads[1]!.p99.median, reads[0]!.p99.median),
        "cached, new to the process / bare GET, median": ratio(firstRead, bare),
        "computed / cached, median": ratio(computed, cached),
      },
    };
  },
};

const KEY = keyOf("menu");
type Deps = ReturnType<typeof openReports>;

function keyOf(category: string): ReportKey {
  const made = makeReportKey("bench", DAY, category);
  if (!made.ok) throw new Error(made.refusal.message);
  return made.value;
}

async function fillShop(sql: Sql): Promise<void> {
  await sql`insert into stores (store_id, name, version) values (${KEY.storeId}, 'bench', 1)`;
  await sql`
    insert into sales (store_id, sale_id, menu, price, quantity, sold_at, received_at)
    select ${KEY.storeId}, n, ${"메뉴 "} || n % ${MENUS}::int, 1000 * (1 + n % 30), 1 + n % 3, at, at
    from generate_series(0, ${SALES_A_DAY * DAYS - 1}::int) n, lateral (
      select timestamptz '2026-03-01 00:00+09' + n * interval '1 day' / ${SALES_A_DAY}::int as at) t`;
  await sql`
    insert into business_days (store_id, day, version, announced)
    select ${KEY.storeId}, day::date, 1, 1 from generate_series(${FIRST_DAY}::date, ${DAY}::date, interval '1 day') day`;
  await sql`vacuum analyze sales`;
}

async function valueOf({ reports }: Deps) {
  const result = await reports.read(KEY);
  if (!result.ok) throw new Error(result.refusal.message);
  return result.value;
}

interface Read {
  readonly p50: Measurement;
  readonly p99: Measurement;
}

/** In microseconds. */
async function compareReads(
  process: Process,
  deps: Deps,
  { rounds, onRound }: { readonly rounds: number; readonly onRound: (text: string) => void },
): Promise<Read[]> {
  const redis = openRedis(process)!;
  const bareKey = `${process.config.prefix}bare`;
  process.closing.defer(async () => void await redis.client.del(bareKey));
  await redis.client.set(bareKey, JSON.stringify((await valueOf(deps)).report), "EX", 3_600);
  const forgetful = new RedisReportCache(redis.client, process.config.prefix, { knownAtMost: 0 });
  const ways = [
    { name: "bare GET of the same bytes", times: QUICK_READS, run: () => redis.client.get(bareKey) },
    {
      name: "cached read",
      times: QUICK_READS,
      run: async () => {
        const { source } = await valueOf(deps);
        if (source !== "hit") throw new Error(`Cannot measure cached reads: one was ${source}`);
      },
    },
    {
      name: "cached read, new to the process",
      times: QUICK_READS,
      run: async () => {
        const { entry } = await forgetful.read(KEY);
        if (!entry) throw new Error("Cannot measure cached reads: one was missed");
      },
    },
    { name: "computed read", times: COMPUTED_READS, run: () => computeReport(deps, KEY) },
  ];
  for (const { run, times } of ways) await timeEach(Math.min(times, WARM_UP), async () => await run());
  const figures = ways.map(() => ({ p50: [] as number[], p99: [] as number[] }));
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < ways.length; turn++) {
      process.signal.throwIfAborted();
      const index = (round + turn) % ways.length;
      const { name, times, run } = ways[index]!;
      const { p50, p99 } = latencyOf(await timeEach(times, async () => await run()));
      figures[index]!.p50.push(1_000 * p50);
      figures[index]!.p99.push(1_000 * p99);
      onRound(`round ${round + 1} of ${rounds}: ${name} ${count(1_000 * p50)} µs, p99 ${count(1_000 * p99)} µs`);
    }
  }
  return ways.map(({ name }, index) => ({
    p50: { name, unit: "µs, median", ...summarise(figures[index]!.p50) },
    p99: { name, unit: "µs, p99", ...summarise(figures[index]!.p99) },
  }));
}

async function measureStampede(
  process: Process,
  sql: Sql,
  { cache }: Deps,
  { rounds, onRound, processes = PROCESSES }: {
    readonly rounds: number;
    readonly onRound: (text: string) => void;
    readonly processes?: number | undefined;
  },
) {
  const reads = Math.ceil(MISSES / PROCESSES);
  const misses = reads * processes;
  const { database, prefix } = process.config;
  const env = {
    ...Deno.env.toObject(),
    DB_TYPE: "",
    DATABASE_URL: database.kind === "server" ? database.url : "",
    NAME_PREFIX: prefix,
    LOG_LEVEL: "error",
  };
  const key = keyOf("sales");
  const statements = [] as number[];
  const slowest = [] as number[];
  {
    await using readers = await Readers.start(processes, env);
    for (let round = 0; round < rounds; round++) {
      process.signal.throwIfAborted();
      await cache.reset(key.storeId);
      const readings = await readers.read({ storeId: key.storeId, day: key.day, category: key.category, reads });
      statements.push(readings.reduce((sum, each) => sum + each.statements, 0));
      slowest.push(Math.max(...readings.map(({ slowestMs }) => slowestMs)));
      onRound(`stampede ${round + 1} of ${rounds}: ${count(misses)} misses, ${statements.at(-1)} statements`);
    }
  }
  const scans = await scansOf(sql, rounds) / rounds;
  const measured = (name: string, unit: string, rounds: readonly number[]) => ({ name, unit, ...summarise(rounds) });
  return {
    misses,
    measurements: [
      measured("stampede: sent by the processes", "statements", statements),
      measured("stampede: counted by Postgres", "scans of the sales", [scans]),
      measured("stampede: the slowest of all reads", "ms", slowest),
    ],
  };
}

/** One per computed report. A session's statistics appear only after it has ended, with a delay. */
async function scansOf(sql: Sql, atLeast: number): Promise<number> {
  let scans = 0;
  let stillFor = 0;
  for (let tried = 0; tried < 40 && (scans < atLeast || stillFor < 4); tried++) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    await sql`select pg_stat_clear_snapshot()`;
    const [row] = await sql<{ idx_scan: number }[]>`
      select idx_scan from pg_stat_user_indexes where indexrelname = 'sales_of_store'`;
    stillFor = row!.idx_scan === scans ? stillFor + 1 : 0;
    scans = row!.idx_scan;
  }
  return scans;
}
