import { PostgresPoolCandidates } from "../../../adapters/postgres/commerce/pool_candidates.ts";
import type { Sql } from "../../../adapters/postgres/core/connect.ts";
import { refreshPools } from "../../../application/commerce/cache/refresh_pools.ts";
import type { ServerDatabase } from "../../wiring/config/database_config.ts";
import { openCache } from "../../wiring/commerce.ts";
import { requireEngines } from "../../wiring/engines/require_engines.ts";
import type { Process } from "../../wiring/process/run_process.ts";
import { count } from "../../wiring/process/table.ts";
import { type Bench, type Contender, interleave, ratioOf } from "./bench.ts";
import { fillCustomers } from "./fill/fill_customers.ts";
import { latencyOf, timeEach } from "../../wiring/process/latencies.ts";
import { ownInstallation } from "./own_installation.ts";
import { scratchDatabase } from "./scratch_database.ts";
import { serverSettings } from "./server_settings.ts";

const CUSTOMERS = [10_000, 1_000_000, 5_000_000];
const REFRESHES = 20;
/** Members that change between two refreshes: two orders a second for 50 s. */
const CHANGED = 100;
const WARM_UP = 5;

export const BENCH_POOLS: Bench = {
  async run(given: Process, options) {
    requireEngines(given.config, ["database", "redis"]);
    const { customers = CUSTOMERS, onRound } = options;
    const server = given.config.database as ServerDatabase;
    // Each size has its own database in any case.
    const shared = { ...given, config: { ...given.config, database: { kind: "embedded" as const } } };
    const own = await ownInstallation(shared, "pools");
    const contenders: Contender[] = [];
    let settings = {};
    for (const users of customers) {
      onRound(`filling a shop of ${count(users)} customers`);
      const { sql } = own.closing.use(await scratchDatabase(server));
      await fillCustomers(sql, users);
      settings = await serverSettings(sql);
      contenders.push(...await waysOf(own, sql, users));
    }
    const measurements = await interleave(contenders, options, own.signal);
    const [bare, refreshed, busy] = [0, 1, 2].map((way) => customers.map((_, nth) => measurements[3 * nth + way]!));
    return {
      bench: "pools",
      setup: { ...settings, refreshesPerFigure: REFRESHES, userPool: own.config.commerce.cache.poolSize },
      measurements,
      ratios: {
        ...Object.fromEntries(customers.map((users, nth) => [
          `refresh / bare queries, ${count(users)} customers`,
          ratioOf(refreshed![nth]!, bare![nth]!),
        ])),
        ...Object.fromEntries(customers.map((users, nth) => [
          `refresh where ${count(CHANGED)} changed / bare queries, ${count(users)} customers`,
          ratioOf(busy![nth]!, bare![nth]!),
        ])),
        "refresh, most / fewest customers": ratioOf(refreshed!.at(-1)!, refreshed![0]!),
        "bare queries, most / fewest customers": ratioOf(bare!.at(-1)!, bare![0]!),
      },
    };
  },
};

async function waysOf(own: Process, sql: Sql, users: number): Promise<Contender[]> {
  const pools = openCache(own);
  const deps = { candidates: new PostgresPoolCandidates(sql), pools, refreshes: pools, clock: () => new Date() };
  const size = own.config.commerce.cache.poolSize;
  const refresh = async () => {
    const filled = await refreshPools(deps, { size });
    if (filled.users !== size) throw new Error(`Cannot measure: the pool has ${filled.users} of ${size} customers`);
  };
  const bare = () => askBoth(sql, size);
  for (const way of [refresh, bare]) await timeEach(WARM_UP, way);
  const nothing = () => Promise.resolve();
  const median = (work: () => Promise<void>, before: () => Promise<unknown> = nothing) => async () => {
    const samples: number[] = [];
    for (let nth = 0; nth < REFRESHES; nth++) {
      await before();
      samples.push(...await timeEach(1, work));
    }
    return 1_000 * latencyOf(samples).p50;
  };
  const from = `${count(users)} customers`;
  return [
    { name: `two bare queries, ${from}`, unit: "µs", measure: median(bare) },
    { name: `refresh, ${from}`, unit: "µs", measure: median(refresh) },
    {
      name: `refresh where ${count(CHANGED)} changed, ${from}`,
      unit: "µs",
      measure: median(refresh, () => changeMembers(sql)),
    },
  ];
}

async function changeMembers(sql: Sql): Promise<void> {
  await sql`
    update users set updated_datetime = now() where user_id in (
      select user_id from users where last_ordered_at is not null and not is_guest
      order by last_ordered_at, user_id limit ${CHANGED / 2})`;
  await sql`
    update products set updated_datetime = now() where product_id in (
      select product_id from products where order_count > 0 and is_goods
      order by order_count desc, product_id limit ${CHANGED / 2})`;
}

async function askBoth(sql: Sql, size: number): Promise<void> {
  await Promise.all([
    sql`(select * from users where last_ordered_at is not null and not is_guest
        order by last_ordered_at, user_id limit ${0.6 * size})
      union all (select * from users where last_ordered_at is null and not is_guest
        order by created_at desc, user_id limit ${0.4 * size})`,
    sql`(select * from products where order_count > 0 and is_goods
        order by order_count desc, product_id limit ${0.7 * size})
      union all (select * from products where order_count = 0 and is_goods
        order by created_at desc, product_id limit ${0.3 * size})`,
  ]);
}
