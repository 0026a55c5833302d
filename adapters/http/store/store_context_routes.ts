import type { Api } from "../server/api.ts";
import { comparisonRoutes } from "./comparison_routes.ts";
import type { StoreDeps } from "./deps.ts";
import { manualRoutes } from "./manual_routes.ts";
import { reportRoutes } from "./report_routes.ts";
import { salesRoutes } from "./sales_routes.ts";
import { storeRoutes } from "./store_routes.ts";
import { visitRoutes } from "./visit_routes.ts";

export function storeContextRoutes(api: Api, store: StoreDeps, { clock }: { readonly clock: () => Date }): void {
  const deps = { ...store, clock };
  storeRoutes(api, deps);
  salesRoutes(api, deps);
  comparisonRoutes(api, deps);
  visitRoutes(api, deps);
  manualRoutes(api, { ...store.manuals, clock });
  reportRoutes(api, { ...store.reports, stores: store.stores, clock });
}
