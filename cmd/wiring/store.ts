import type { StoreDeps } from "../../adapters/http/store/deps.ts";
import { MemoryReportCache } from "../../adapters/memory/store/report_cache.ts";
import type { Sql } from "../../adapters/postgres/core/connect.ts";
import { PostgresMenuFigures } from "../../adapters/postgres/store/menu_figures.ts";
import { PostgresReportChanges } from "../../adapters/postgres/store/report_changes.ts";
import { PostgresReportFigures } from "../../adapters/postgres/store/report_figures.ts";
import { PostgresSales } from "../../adapters/postgres/store/sales.ts";
import { PostgresStoreReports } from "../../adapters/postgres/store/store_reports.ts";
import { PostgresStores } from "../../adapters/postgres/store/stores.ts";
import { PostgresVisitFigures } from "../../adapters/postgres/store/visit_figures.ts";
import { RedisReportCache, type RedisReportCacheOptions } from "../../adapters/redis/store/report_cache.ts";
import { repeat } from "../../adapters/system/repeat.ts";
import { sleep } from "../../adapters/system/sleep.ts";
import { reasonOf } from "../../application/shared/fault.ts";
import { invalidatePending, reportsFollowSales } from "../../application/store/invalidate_reports.ts";
import type { ReportCache } from "../../application/store/ports/reports.ts";
import { ReportReader, type ReportReaderOptions } from "../../application/store/read_report.ts";
import { openRedis } from "./engines/redis.ts";
import { embeddedEngine } from "./engines/shared_engines.ts";
import { openManuals } from "./open_manuals.ts";
import type { Process } from "./process/run_process.ts";

type ReportsOptions = Partial<ReportReaderOptions> & RedisReportCacheOptions;

const INVALIDATE_EVERY_MS = 2_000;

export function openStoreManager(process: Process, sql: Sql): StoreDeps {
  const reports = openReports(process, sql);
  keepInvalidating(process, reports);
  return {
    stores: reports.stores,
    sales: new PostgresSales(sql),
    figures: new PostgresMenuFigures(sql),
    visits: new PostgresVisitFigures(sql),
    subscriber: reports.subscriber,
    reports,
    manuals: openManuals(process, sql),
  };
}

/** What is under way is finished before the process ends. */
export function openReports(process: Process, sql: Sql, options: ReportsOptions = {}) {
  const { log, closing } = process;
  const deps = {
    cache: openReportCache(process, options),
    changes: new PostgresReportChanges(sql),
    figures: new PostgresReportFigures(sql),
    kept: new PostgresStoreReports(sql),
    stores: new PostgresStores(sql),
    clock: () => new Date(),
    random: Math.random,
    sleep: (ms: number) => sleep(ms),
    onFault: (error: unknown) => log.warn({ reason: reasonOf(error) }, "cannot cache a report now"),
  };
  const reports = new ReportReader(deps, options);
  closing.opened("reports under way", () => reports.settle());
  return { ...deps, reports, subscriber: reportsFollowSales({ ...deps, reports }) };
}

function openReportCache(process: Process, options: RedisReportCacheOptions): ReportCache {
  const { redis, prefix } = process.config;
  if (!redis) return embeddedEngine(process, "reports", () => new MemoryReportCache({ now: () => performance.now() }));
  return new RedisReportCache(openRedis(process, redis), prefix, options);
}

/** Also the changes of processes that died. */
function keepInvalidating({ signal, log, closing }: Process, reports: ReturnType<typeof openReports>): void {
  closing.background("invalidation of reports", signal, (until) => {
    const invalidate = async () => {
      const changes = await invalidatePending(reports, { signal: until });
      if (changes > 0) log.info({ changes }, "cached reports of pending changes invalidated");
    };
    return repeat(invalidate, INVALIDATE_EVERY_MS, until, (error) => {
      log.debug({ reason: reasonOf(error) }, "cannot invalidate cached reports yet");
    });
  });
}
