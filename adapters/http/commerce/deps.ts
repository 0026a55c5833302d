import type { ActiveScenarios } from "../../../application/commerce/ports/simulation.ts";
import type { RedriveLettersDeps } from "../../../application/commerce/redrive_letters.ts";
import type { OutboxAdmin } from "../../../application/shared/outbox.ts";
import type { EraseUserDeps } from "../../../application/commerce/erase_user.ts";
import type { CachePools } from "../../../application/commerce/ports/cache.ts";
import type { EventLog } from "../../../application/commerce/ports/stream.ts";
import type { MemberRecords } from "../../../application/commerce/ports/membership.ts";
import type { ShopLists } from "../../../application/commerce/ports/lists.ts";
import type { Orders, Products, ShopFigures, Users } from "../../../application/commerce/ports/shop.ts";
import type { LogInspector, LogScanner } from "../../../application/shared/log.ts";
import type { StoredPositions } from "../../../application/shared/stream_position.ts";
import type { CommerceEvent, Stream } from "../../../domain/commerce/commerce_event.ts";
import type { ImportRouteDeps } from "./imports/import_routes.ts";
import type { WebhookRouteDeps } from "./webhooks/shopify_route.ts";

export interface CommerceDeps {
  readonly users: Users;
  readonly members: MemberRecords;
  readonly erasure: EraseUserDeps;
  readonly products: Products;
  readonly orders: Orders;
  readonly events: EventLog;
  readonly imports: ImportRouteDeps;
  readonly webhooks: WebhookRouteDeps;
  readonly pools: CachePools;
  readonly scenarios: ActiveScenarios;
  readonly lists: ShopLists;
  readonly figures: ShopFigures;
  readonly positions: StoredPositions;
  readonly inspector: LogInspector;
  readonly scanner: LogScanner;
  readonly redrive: Omit<RedriveLettersDeps<CommerceEvent>, "scanner" | "inspector" | "now">;
  readonly outbox: Pick<OutboxAdmin, "retry">;
  readonly streams: Readonly<Record<Stream, { readonly topic: string; readonly group: string }>>;
}
