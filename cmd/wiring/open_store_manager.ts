import type { StoreDeps } from "../../adapters/http/store/deps.ts";
import type { Sql } from "../../adapters/postgres/core/connect.ts";
import { PostgresMenuFigures } from "../../adapters/postgres/store/menu_figures.ts";
import { PostgresSales } from "../../adapters/postgres/store/sales.ts";
import { PostgresStores } from "../../adapters/postgres/store/stores.ts";
import { openManuals } from "./open_manuals.ts";
import { keepCacheTold, openReports } from "./open_reports.ts";
import type { Process } from "./process/run_process.ts";

/** What the store manager's routes stand on: the shop's database, and whatever follows from its sales. */
export function openStoreManager(process: Process, sql: Sql): StoreDeps {
  const reports = openReports(process, sql);
  keepCacheTold(process, reports);
  return {
    stores: new PostgresStores(sql),
    sales: new PostgresSales(sql),
    figures: new PostgresMenuFigures(sql),
    listener: reports.listener,
    reports,
    manuals: openManuals(process, sql),
  };
}
