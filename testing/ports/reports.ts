import { MemoryReportCache } from "../../adapters/memory/store/report_cache.ts";
import { PostgresReportChanges } from "../../adapters/postgres/store/report_changes.ts";
import { PostgresReportFigures } from "../../adapters/postgres/store/report_figures.ts";
import { PostgresSales } from "../../adapters/postgres/store/sales.ts";
import { PostgresStoreReports } from "../../adapters/postgres/store/store_reports.ts";
import { PostgresStores } from "../../adapters/postgres/store/stores.ts";
import type { Sql } from "../../adapters/postgres/core/connect.ts";
import { sleep } from "../../adapters/system/sleep.ts";
import { ReportReader, type ReportReaderOptions } from "../../application/store/read_report.ts";
import { reportsFollowSales } from "../../application/store/invalidate_reports.ts";
import type { ReportCache } from "../../application/store/ports/reports.ts";
import { recordSales } from "../../application/store/record_sales.ts";
import { putStore } from "../../application/store/manage_stores.ts";

interface ReportsOptions extends Partial<ReportReaderOptions> {
  readonly cache?: ReportCache;
  readonly clock?: () => Date;
}

/** A store manager's reports as one process has them, on a migrated database. */
export function reportsOn(sql: Sql, { cache, clock = () => new Date(), ...options }: ReportsOptions = {}) {
  const faults: unknown[] = [];
  const onFault = (error: unknown) => void faults.push(error);
  const deps = {
    cache: cache ?? new MemoryReportCache({ now: () => performance.now() }),
    figures: new PostgresReportFigures(sql),
    changes: new PostgresReportChanges(sql),
    kept: new PostgresStoreReports(sql),
    stores: new PostgresStores(sql),
    sales: new PostgresSales(sql),
    clock,
    random: Math.random,
    sleep: (ms: number) => sleep(ms),
    onFault,
  };
  const reports = new ReportReader(deps, options);
  const subscriber = reportsFollowSales({ ...deps, reports });
  return {
    ...deps,
    reports,
    subscriber,
    faults,
    /** Records sales through the use case; throws its refusal. */
    async sell(storeId: string, sales: readonly unknown[]) {
      const receipt = await recordSales({ ...deps, subscriber }, storeId, sales);
      if (!receipt.ok) throw new Error(receipt.refusal.message);
      return receipt.value;
    },
    async open(storeId: string, settings: unknown = {}) {
      const put = await putStore({ ...deps, subscriber }, storeId, settings);
      if (!put.ok) throw new Error(put.refusal.message);
    },
  };
}

export type ReportsUnderTest = ReturnType<typeof reportsOn>;
