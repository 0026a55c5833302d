import type { Api } from "../server/api.ts";
import type { EdgeDeps } from "../server/edge_deps.ts";
import { beaconRoutes } from "./beacon_routes.ts";
import { customerRoutes } from "./customer_routes.ts";
import type { IdentityDeps } from "./deps.ts";
import { detectionRoutes } from "./detection_routes.ts";
import { erasureRoute } from "./erasure_route.ts";
import { feedbackRoute } from "./feedback_route.ts";
import { tryDetectionRoute } from "./try_route.ts";
import { floorPlanRoutes } from "./floor_plan_routes.ts";
import { eventRoutes } from "./event_routes.ts";

export function identityRoutes(api: Api, identity: IdentityDeps, edge: Pick<EdgeDeps, "clock" | "newId">): void {
  beaconRoutes(api, identity);
  floorPlanRoutes(api, identity);
  detectionRoutes(api, identity, edge);
  tryDetectionRoute(api, identity, edge);
  feedbackRoute(api, identity, edge);
  customerRoutes(api, identity, edge);
  if (!identity.recorded) return;
  eventRoutes(api, identity.recorded, edge);
  erasureRoute(api, identity.recorded, edge);
}
