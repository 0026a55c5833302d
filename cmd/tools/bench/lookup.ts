import { PostgresUsers } from "../../../adapters/postgres/commerce/users.ts";
import type { Sql } from "../../../adapters/postgres/core/connect.ts";
import { PostgresPoolCandidates } from "../../../adapters/postgres/commerce/pool_candidates.ts";
import { refreshPools } from "../../../application/commerce/cache/refresh_pools.ts";
import type { User } from "../../../domain/commerce/user.ts";
import { pick } from "../../../domain/shared/random.ts";
import { openCache } from "../../wiring/commerce.ts";
import { openMigrations } from "../../wiring/engines/migrations.ts";
import { openDatabase } from "../../wiring/engines/postgres.ts";
import { requireEngines } from "../../wiring/engines/require_engines.ts";
import type { Process } from "../../wiring/process/run_process.ts";
import { count } from "../../wiring/process/table.ts";
import { type Bench, type Contender, interleave, type Measurement, ratioOf } from "./bench.ts";
import { openRedis } from "./bench_engines.ts";
import { fillCustomers } from "./fill/fill_customers.ts";
import { type Claim, CLAIMED_SPEEDUP } from "./kafka_comparison/judge_claims.ts";
import { latencyOf, timeEach } from "../../wiring/process/latencies.ts";
import { ownInstallation } from "./own_installation.ts";
import { serverSettings } from "./server_settings.ts";

const CUSTOMERS = 1_000_000;
const QUICK_TIMES = 20_000;
const SLOW_TIMES = 5;
const WARM_UP = 200;

export const BENCH_LOOK_UP: Bench = {
  async run(given: Process, options) {
    requireEngines(given.config, ["database", "redis"]);
    const own = await ownInstallation(given, "lookup");
    const sql = await openDatabase(own, "bench");
    await openMigrations(sql).up();
    const customers = options.customers?.at(-1) ?? CUSTOMERS;
    options.onRound(`filling a shop of ${count(customers)} customers`);
    await fillCustomers(sql, customers);
    const ways = await waysOf(own, sql);
    for (const { times, run } of ways) await timeEach(Math.min(times, WARM_UP), run);
    const measurements = await interleave(
      ways.map(({ name, times, run }): Contender => ({
        name,
        unit: "µs",
        measure: async () => 1_000 * latencyOf(await timeEach(times, run)).p50,
      })),
      options,
      own.signal,
    );
    const [bare, pool, ...fromPostgres] = measurements;
    return {
      bench: "lookup",
      setup: {
        customers,
        ...await serverSettings(sql),
        lookUpsPerFigure: QUICK_TIMES,
      },
      measurements,
      ratios: { "pool / HGET": ratioOf(pool!, bare!) },
      claims: fromPostgres.map((way) => judgeSpeedup(way, pool!)),
    };
  },
};

async function waysOf(own: Process, sql: Sql) {
  const pools = openCache(own);
  const candidates = new PostgresPoolCandidates(sql);
  await refreshPools({ candidates, pools, refreshes: pools, clock: () => new Date() });
  const ids = (await pools.users()).map(({ userId }) => userId);
  const { client, key } = openRedis(own)!;
  const users = new PostgresUsers(sql);
  // Above the largest seed no customer would be found.
  const [row] = await sql<[{ most: number }]>`select max(random_seed)::float8 as most from users`;
  const found = (user: User | string | undefined | null) => {
    if (!user) throw new Error("Cannot measure: no customer was found");
  };
  const someId = () => pick(Math.random, ids);
  return [
    { name: "Redis HGET", times: QUICK_TIMES, run: async () => found(await client.hget(key, someId())) },
    { name: "pool: random customer", times: QUICK_TIMES, run: async () => found(await pools.randomUser()) },
    { name: "Postgres: by key", times: QUICK_TIMES, run: async () => found(await users.find(someId())) },
    {
      name: "Postgres: random_seed >= …",
      times: QUICK_TIMES,
      run: async () =>
        found(
          (await sql`
          select user_id from users where random_seed >= ${row.most * Math.random()} order by random_seed limit 1`)[0]
            ?.user_id,
        ),
    },
    {
      name: "Postgres: order by random()",
      times: SLOW_TIMES,
      run: async () => found((await sql`select user_id from users order by random() limit 1`)[0]?.user_id),
    },
  ];
}

/** The guide does not name the query that the pool is a hundred times faster than. */
function judgeSpeedup(way: Measurement, pool: Measurement): Claim {
  const times = ratioOf(way, pool);
  return {
    claim: `look-ups ${CLAIMED_SPEEDUP} times faster than ${way.name}`,
    measured: `${times.toFixed(1)}×`,
    verdict: times >= CLAIMED_SPEEDUP ? "holds" : "differs",
  };
}
