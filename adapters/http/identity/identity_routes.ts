import type { Api } from "../server/api.ts";
import type { HttpDeps } from "../deps.ts";
import { beaconRoutes } from "./beacon_routes.ts";
import { customerRoutes } from "./customer_routes.ts";
import type { IdentityDeps } from "./deps.ts";
import { detectionRoutes } from "./detection_routes.ts";
import { erasureRoute } from "./erasure_route.ts";
import { eventRoutes } from "./event_routes.ts";

export function identityRoutes(api: Api, deps: IdentityDeps & Pick<HttpDeps, "clock" | "newId">): void {
  beaconRoutes(api, deps);
  detectionRoutes(api, deps);
  customerRoutes(api, deps);
  if (!deps.recorded) return;
  eventRoutes(api, { events: deps.recorded.events, clock: deps.clock });
  erasureRoute(api, { erasure: deps.recorded.erasure, clock: deps.clock });
}
