import { splitPools } from "../../../application/commerce/cache/split_pools.ts";
import { summarise } from "../../../application/commerce/summarise.ts";
import { singleFlight } from "../../../application/shared/single_flight.ts";
import type { Api } from "../server/api.ts";
import type { EdgeDeps } from "../server/edge_deps.ts";
import type { StreamOptions } from "../server/options.ts";
import { cacheRoutes } from "./cache_routes.ts";
import { deadLetterRoutes } from "./dead_letter_routes.ts";
import type { CommerceDeps } from "./deps.ts";
import { importRoutes } from "./imports/import_routes.ts";
import { listRoutes } from "./list_routes.ts";
import { LiveFeed } from "./live_feed.ts";
import { memberRoutes } from "./member_routes.ts";
import { outboxRoutes } from "./outbox_routes.ts";
import { orderRoutes } from "./order_routes.ts";
import { orderStateRoutes } from "./order_state_routes.ts";
import { productRoutes } from "./product_routes.ts";
import { salesRoutes } from "./sales_routes.ts";
import { scenarioRoutes } from "./scenario_routes.ts";
import { summaryRoutes } from "./summary_routes.ts";
import { shopifyRoute } from "./webhooks/shopify_route.ts";
import { maskedOrder } from "../../../domain/commerce/masked_order.ts";
import { userRoutes } from "./user_routes.ts";

/** Close the returned feed before the server stops. */
export function commerceRoutes(api: Api, commerce: CommerceDeps, edge: EdgeDeps, stream: StreamOptions): LiveFeed {
  const summary = singleFlight(() => summarise(commerce, edge.clock()));
  const recentOrders = async (count: number) => (await commerce.figures.recentOrders(count)).map(maskedOrder);
  const feed = new LiveFeed({ summary, recentOrders, poolSplit: () => splitPools(commerce.pools) }, stream, edge.log);
  listRoutes(api, commerce);
  deadLetterRoutes(api, commerce, edge);
  outboxRoutes(api, commerce);
  userRoutes(api, commerce, edge);
  productRoutes(api, commerce, edge);
  orderRoutes(api, commerce, edge);
  orderStateRoutes(api, commerce);
  importRoutes(api, commerce.imports, edge);
  shopifyRoute(api, commerce.webhooks);
  salesRoutes(api, commerce, edge);
  memberRoutes(api, commerce, edge);
  summaryRoutes(api, { summary, recentOrders, feed });
  cacheRoutes(api, commerce);
  scenarioRoutes(api, commerce, edge);
  return feed;
}
