import type { MenuFigures, Sales, SalesList, Stores } from "../../../application/store/ports/sales.ts";
import type { VisitFigures } from "../../../application/store/ports/visits.ts";
import type { SalesSubscriber } from "../../../application/store/sales_subscriber.ts";
import type { ManualDeps } from "./manual_routes.ts";
import type { ReportDeps } from "./report_routes.ts";

export interface StoreDeps {
  readonly stores: Stores;
  readonly sales: Sales & SalesList;
  readonly figures: MenuFigures;
  readonly visits: VisitFigures;
  readonly subscriber: SalesSubscriber;
  readonly reports: ReportDeps;
  readonly manuals: ManualDeps;
}
