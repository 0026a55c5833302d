import { PostgresPoolCandidates } from "../../../../adapters/postgres/commerce/pool_candidates.ts";
import type { Sql } from "../../../../adapters/postgres/core/connect.ts";
import type { CachePools, PoolRefreshes } from "../../../../application/commerce/ports/cache.ts";
import { refreshPools } from "../../../../application/commerce/cache/refresh_pools.ts";

export interface QueryCounts {
  readonly lookUpsPerMinute: number;
  readonly withoutPools: number;
  readonly withPools: number;
  readonly refreshesPerMinute: number;
  readonly statementsPerRefresh: number;
  /** Share of the statements saved by the pools, 0 to 1. */
  readonly saved: number;
  readonly claimHoldsFrom: number;
}

interface CountOptions {
  readonly sql: Sql;
  readonly statements: () => number;
  readonly cache: CachePools & PoolRefreshes;
  readonly refreshSeconds: number;
  readonly poolSize: number;
}

/** The guide's pace: one look-up a second. */
const LOOK_UPS_PER_MINUTE = 60;
export const CLAIMED_SAVING = 0.98;

/** Counts a minute's look-ups from Postgres, then the same from the pools, including the refreshes' statements. */
export async function countQueries(options: CountOptions): Promise<QueryCounts> {
  const { sql, cache, refreshSeconds, poolSize } = options;
  const counted = async (work: () => Promise<unknown>) => {
    const before = options.statements();
    await work();
    return options.statements() - before;
  };
  const withoutPools = await counted(async () => {
    for (let nth = 0; nth < LOOK_UPS_PER_MINUTE; nth++) {
      await sql`select * from users where random_seed >= ${Math.random()} order by random_seed limit 1`;
    }
  });
  const statementsPerRefresh = await counted(() => {
    const candidates = new PostgresPoolCandidates(sql);
    return refreshPools({ candidates, pools: cache, refreshes: cache, clock: () => new Date() }, { size: poolSize });
  });
  const fromPools = await counted(async () => {
    for (let nth = 0; nth < LOOK_UPS_PER_MINUTE; nth++) await cache.randomUser();
  });
  const refreshesPerMinute = 60 / refreshSeconds;
  const withPools = fromPools + refreshesPerMinute * statementsPerRefresh;
  return {
    lookUpsPerMinute: LOOK_UPS_PER_MINUTE,
    withoutPools,
    withPools,
    refreshesPerMinute,
    statementsPerRefresh,
    saved: 1 - withPools / withoutPools,
    claimHoldsFrom: Math.ceil(withPools / (1 - CLAIMED_SAVING)),
  };
}
