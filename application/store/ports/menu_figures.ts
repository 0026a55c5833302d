import type { ComparedSales, ComparisonSpan } from "../../../domain/store/menu_comparison.ts";
import type { StoreId } from "../../../domain/shared/store_id.ts";

/** What was sold, menu by menu. Throws `Outage`. */
export interface MenuFigures {
  /** The two halves of the span side by side, as they were at one moment. Nothing sold gives no menus. */
  compare(storeId: StoreId, span: ComparisonSpan): Promise<ComparedSales>;
}
