import { PostgresPoolCandidates } from "../../../adapters/postgres/commerce/pool_candidates.ts";
import type { Sql } from "../../../adapters/postgres/core/connect.ts";
import { PostgresShopFigures } from "../../../adapters/postgres/commerce/shop_figures.ts";
import { repeat } from "../../../adapters/system/repeat.ts";
import type { CachePools, PoolRefreshes } from "../../../application/commerce/ports/cache.ts";
import type { ShopOpening } from "../../../application/commerce/ports/simulation.ts";
import { refreshPools } from "../../../application/commerce/cache/refresh_pools.ts";
import { announceOpening } from "../../../application/commerce/simulation/announce_opening.ts";
import { DAY_MS } from "../../../domain/shared/durations.ts";
import { reasonOf } from "../../../application/shared/fault.ts";
import { openErasedUsers } from "./user_erasure.ts";
import type { Process } from "../process/run_process.ts";
import { PostgresMembership } from "../../../adapters/postgres/commerce/members/membership.ts";
import { type GradesUpdated, updateGrades } from "../../../application/commerce/update_grades.ts";

interface RefreshOptions {
  readonly once?: boolean;
  readonly speed?: number;
}

export async function keepPoolsFresh(
  process: Process,
  sql: Sql,
  { cache, opening }: { readonly cache: CachePools & PoolRefreshes; readonly opening: ShopOpening },
  options: RefreshOptions = {},
) {
  const { config, log, metrics, signal } = process;
  const candidates = new PostgresPoolCandidates(sql, openErasedUsers(process));
  const records = new PostgresShopFigures(sql);
  const clock = () => new Date();
  let isOpeningKnown = false;
  const refresh = async () => {
    isOpeningKnown ||= await announceOpening({ records, opening, clock }) === "known";
    const deps = { candidates, pools: cache, refreshes: cache, clock };
    const sizes = await refreshPools(deps, { size: config.commerce.cache.poolSize });
    metrics.poolMembers.set({ pool: "users" }, sizes.users);
    metrics.poolMembers.set({ pool: "products" }, sizes.products);
    metrics.poolRefreshes.inc();
    metrics.poolsRefreshedAt.setToCurrentTime();
    log.info(sizes, "pools refreshed");
    return sizes;
  };
  if (options.once) return await refresh();
  const pauseMs = config.commerce.cache.refreshSeconds * 1_000 / (options.speed ?? 1);
  await repeat(
    refresh,
    pauseMs,
    signal,
    (error) => log.warn({ reason: reasonOf(error) }, "cannot refresh the pools yet"),
  );
}

export async function runGrades(
  { config, log, metrics, signal }: Process,
  sql: Sql,
  asOf: Date,
): Promise<GradesUpdated | "busy"> {
  const membership = new PostgresMembership(sql);
  const dormant = await membership.sleep(new Date(asOf.getTime() - config.commerce.dormantAfterDays * DAY_MS));
  if (dormant > 0) log.info({ dormant }, "members became dormant");
  const result = await updateGrades({ membership }, { asOf, signal });
  if (result === "busy") {
    log.info("another process is updating the grades");
    return result;
  }
  metrics.gradeChanges.inc({ direction: "up" }, result.promoted);
  metrics.gradeChanges.inc({ direction: "down" }, result.demoted);
  log.info(result, "grades updated");
  return result;
}

export async function keepGrades(process: Process, sql: Sql, speed = 1): Promise<void> {
  const { config, log, signal } = process;
  await repeat(
    () => runGrades(process, sql, new Date()),
    config.commerce.gradeIntervalSeconds * 1_000 / speed,
    signal,
    (error) => log.warn({ reason: reasonOf(error) }, "cannot update the grades yet"),
  );
}
