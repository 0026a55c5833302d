import { requestId } from "hono/request-id";
import { type Api, newApi } from "./server/api.ts";
import type { HttpDeps } from "./deps.ts";
import { commerceRoutes } from "./commerce/commerce_routes.ts";
import { IMPORTS_PATH } from "./commerce/imports/upload_route.ts";
import { SHOPIFY_PATH } from "./commerce/webhooks/shopify_route.ts";
import { docsRoutes } from "./docs/docs_routes.ts";
import { describeComponents } from "./docs/openapi_document.ts";
import { accessLog } from "./server/edge/access_log.ts";
import { allowedMethods } from "./server/edge/allowed_methods.ts";
import { identify, noKeyInQuery, requireKey } from "./server/edge/api_keys.ts";
import { bodyLimit } from "./server/edge/body_limit.ts";
import { compression, noBodyForHead } from "./server/edge/compression.ts";
import { crossOrigin } from "./server/edge/cross_origin.ts";
import { idempotency } from "./server/edge/idempotency.ts";
import { ownOrigin, thisMachineOnly } from "./server/edge/own_origin.ts";
import { rateLimit } from "./server/edge/rate_limit.ts";
import { noStore, securityHeaders } from "./server/edge/security_headers.ts";
import { storableAddress } from "./server/edge/storable_address.ts";
import type { EdgeDeps } from "./server/edge_deps.ts";
import type { Connection } from "./server/environment.ts";
import { errorHandler } from "./server/error_handler.ts";
import { healthRoutes } from "./server/health_routes.ts";
import { keyRoutes } from "./server/key_routes.ts";
import { identityRoutes } from "./identity/identity_routes.ts";
import { type HttpOptions, type Settings, withDefaults } from "./server/options.ts";
import { isViewPath, pageRoutes } from "./console/page_routes.ts";
import { Problem, problemResponse } from "./server/problem.ts";
import { storeContextRoutes } from "./store/store_context_routes.ts";
import { sourcingRoutes } from "./sourcing/sourcing_routes.ts";
import { describeEvents } from "./webhooks/describe_events.ts";
import { deliveryRoutes } from "./webhooks/delivery_routes.ts";
import { subscriptionRoutes } from "./webhooks/subscription_routes.ts";

export interface App {
  /** Fits `Deno.serve`. Never throws. */
  fetch(request: Request, connection?: Connection): Promise<Response>;
  /** Every handler; the method of middleware is "ALL". */
  readonly routes: readonly { readonly method: string; readonly path: string }[];
  /** Ends open streams and timers; call it before waiting for the server to finish. */
  close(): void;
}

/** No key, but a signature over the body. */
const SIGNED: ReadonlySet<string> = new Set([SHOPIFY_PATH]);

export function createApp(deps: HttpDeps, options: HttpOptions = {}): App {
  const settings = withDefaults(options);
  const api = newApi();
  const limit = settings.rateLimit === false ? null : rateLimit(settings.rateLimit);

  guard(api, deps, settings, limit?.middleware);
  const feed = commerceRoutes(api, deps.commerce, deps, settings.stream);
  if (deps.store) storeContextRoutes(api, deps.store, deps);
  if (deps.identity) identityRoutes(api, deps.identity, deps);
  if (deps.sourcing) sourcingRoutes(api, deps.sourcing, deps);
  if (deps.webhooks) {
    subscriptionRoutes(api, deps.webhooks, deps);
    deliveryRoutes(api, deps.webhooks, deps);
    describeEvents(api);
  }
  if (deps.keys) keyRoutes(api, deps.keys, deps);
  docsRoutes(api, deps, { asksForKeys: settings.apiKeys.length > 0 });
  healthRoutes(api, deps);
  pageRoutes(api, deps, { asksForKeys: settings.apiKeys.length > 0 });
  describeComponents(api);

  return {
    routes: api.routes.map(({ method, path }) => ({ method, path })),
    fetch: async (request, connection) => await api.fetch(request, connection ?? {}),
    close() {
      feed.close();
      limit?.close();
    },
  };
}

function guard(
  api: Api,
  deps: EdgeDeps,
  settings: Settings,
  limit: ReturnType<typeof rateLimit>["middleware"] | undefined,
) {
  api.onError(errorHandler(deps.log));
  api.notFound((c) => problemResponse(c, new Problem("unknown_route", "Cannot find anything at this address")));
  api.use(requestId({ limitLength: 64, generator: deps.newId }));
  api.use(accessLog(deps.log));
  api.use(securityHeaders(isViewPath));
  api.use(noBodyForHead());
  for (const path of ["/v1/*", "/metrics"]) api.use(path, compression());
  if (settings.loopback && settings.apiKeys.length === 0) api.use(thisMachineOnly(settings.peers));
  const origins = new Set(settings.corsOrigins);
  api.use("/v1/*", crossOrigin(origins));
  api.use("/v1/*", ownOrigin(origins));
  api.use(noKeyInQuery());
  const keys = { settings: settings.apiKeys, made: deps.apiKeys, clock: deps.clock };
  const keyed = ["/v1/*", "/readyz", "/metrics"];
  for (const path of keyed) api.use(path, identify(keys));
  api.use("/v1/*", noStore());
  if (limit) api.use("/v1/*", limit);
  api.use(allowedMethods(api));
  for (const path of keyed) api.use(path, requireKey(settings.apiKeys, SIGNED));
  api.use("/v1/*", storableAddress());
  const files = { bytes: settings.importLimit, ms: settings.importTimeoutMs };
  api.use(bodyLimit(
    { bytes: settings.bodyLimit, ms: settings.bodyTimeoutMs },
    (method, path) => method === "POST" && path === IMPORTS_PATH ? files : null,
  ));
  api.use("/v1/*", idempotency(deps, SIGNED));
}
