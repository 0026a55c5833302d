import type { Api } from "../server/api.ts";
import type { EdgeDeps } from "../server/edge_deps.ts";
import { buyerRoutes } from "./buyer_routes.ts";
import type { SourcingDeps } from "./deps.ts";
import { outboxRoutes } from "./outbox_routes.ts";
import { productRoutes } from "./product_routes.ts";
import { supplierRoutes } from "./supplier_routes.ts";
import { tradingRoutes } from "./trading_routes.ts";

export function sourcingRoutes(api: Api, sourcing: SourcingDeps, deps: Pick<EdgeDeps, "clock" | "newId">): void {
  supplierRoutes(api, sourcing, deps);
  productRoutes(api, sourcing, deps);
  tradingRoutes(api, sourcing, deps);
  buyerRoutes(api, sourcing, deps);
  outboxRoutes(api, sourcing);
}
