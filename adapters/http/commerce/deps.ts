import type { ActiveScenarios } from "../../../application/commerce/ports/active_scenarios.ts";
import type { CachePools } from "../../../application/commerce/ports/cache_pools.ts";
import type { EventLog } from "../../../application/commerce/ports/event_log.ts";
import type { Orders } from "../../../application/commerce/ports/orders.ts";
import type { Products } from "../../../application/commerce/ports/products.ts";
import type { ShopFigures } from "../../../application/commerce/ports/shop_figures.ts";
import type { Users } from "../../../application/commerce/ports/users.ts";
import type { LogInspector } from "../../../application/shared/log.ts";
import type { StoredPositions } from "../../../application/shared/stream_position.ts";
import type { Stream } from "../../../domain/commerce/commerce_event.ts";

export interface CommerceDeps {
  readonly users: Users;
  readonly products: Products;
  readonly orders: Orders;
  readonly events: EventLog;
  readonly pools: CachePools;
  readonly scenarios: ActiveScenarios;
  readonly figures: ShopFigures;
  readonly positions: StoredPositions;
  readonly inspector: LogInspector;
  /** Each stream's topic, and the group that stores it. */
  readonly streams: Readonly<Record<Stream, { readonly topic: string; readonly group: string }>>;
}
