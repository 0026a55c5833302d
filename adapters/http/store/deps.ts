import type { MenuFigures } from "../../../application/store/ports/menu_figures.ts";
import type { Sales } from "../../../application/store/ports/sales.ts";
import type { Stores } from "../../../application/store/ports/stores.ts";
import type { SalesSubscriber } from "../../../application/store/sales_subscriber.ts";
import type { ManualDeps } from "./manual_routes.ts";
import type { ReportDeps } from "./report_routes.ts";

export interface StoreDeps {
  readonly stores: Stores;
  readonly sales: Sales;
  readonly figures: MenuFigures;
  readonly subscriber: SalesSubscriber;
  readonly reports: ReportDeps;
  readonly manuals: ManualDeps;
}
