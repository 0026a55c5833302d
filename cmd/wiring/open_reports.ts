import { PostgresReportChanges } from "../../adapters/postgres/store/report_changes.ts";
import { PostgresReportFigures } from "../../adapters/postgres/store/report_figures.ts";
import { PostgresStoreReports } from "../../adapters/postgres/store/store_reports.ts";
import type { Sql } from "../../adapters/postgres/core/connect.ts";
import type { RedisReportCacheOptions } from "../../adapters/redis/store/report_cache.ts";
import { repeat } from "../../adapters/system/repeat.ts";
import { sleep } from "../../adapters/system/sleep.ts";
import { CachedReports, type CachedReportsOptions } from "../../application/store/cached_reports.ts";
import { keepReportsCurrent, tellChanges } from "../../application/store/keep_reports_current.ts";
import { reasonOf } from "../../application/shared/fault.ts";
import { openReportCache } from "./open_report_cache.ts";
import type { Process } from "./process/run_process.ts";

/** All that reports are read, written and kept with. */
export type Reports = ReturnType<typeof openReports>;

/** Other limits than the usual ones. */
export type ReportsOptions = Partial<CachedReportsOptions> & RedisReportCacheOptions;

/** What a process that died left untold is told so soon by those that live. */
const TELL_EVERY_MS = 2_000;

/** The reports on the configured engines; what is under way is finished before the process ends. */
export function openReports(process: Process, sql: Sql, options: ReportsOptions = {}) {
  const { log, closing } = process;
  const clock = () => new Date();
  const onFault = (error: unknown) => log.warn({ reason: reasonOf(error) }, "cannot keep a report in the cache now");
  const [cache, changes] = [openReportCache(process, options), new PostgresReportChanges(sql)];
  const [figures, kept] = [new PostgresReportFigures(sql), new PostgresStoreReports(sql)];
  const reports = new CachedReports({
    cache,
    figures,
    clock,
    random: Math.random,
    sleep: (ms) => sleep(ms),
    onFault,
  }, options);
  closing.defer(() => reports.settle());
  const listener = keepReportsCurrent({ cache, changes, reports, clock, onFault });
  return { cache, changes, figures, kept, reports, listener, clock, onFault };
}

/** Tells the cache what it was not told, now and every two seconds, until the process ends. */
export function keepCacheTold({ signal, log, closing }: Process, { cache, changes }: Reports): void {
  const end = new AbortController();
  const until = AbortSignal.any([signal, end.signal]);
  const tell = async () => {
    const told = await tellChanges({ cache, changes }, { signal: until });
    if (told > 0) log.info({ told }, "changes told to the cache of reports");
  };
  const telling = repeat(tell, TELL_EVERY_MS, until, (error) => {
    log.debug({ reason: reasonOf(error) }, "cannot tell the cache of reports yet");
  });
  closing.defer(async () => {
    end.abort();
    await telling;
  });
}
