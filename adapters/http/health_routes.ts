import type { Api } from "./api.ts";
import type { HttpDeps } from "./deps.ts";

/** What a supervisor asks, outside `/v1`: it has no key. */
export function healthRoutes(api: Api, { health }: Pick<HttpDeps, "health">): void {
  api.get("/healthz", (c) => health.live(c.req.raw));
  api.get("/readyz", (c) => health.ready(c.req.raw));
  api.get("/metrics", (c) => health.metrics(c.req.raw));
}
