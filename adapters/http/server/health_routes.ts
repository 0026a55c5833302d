import { createRoute, z } from "@hono/zod-openapi";
import type { Api } from "./api.ts";
import type { EdgeDeps } from "./edge_deps.ts";
import { json, problemResponses } from "./describe_route.ts";
import { jsonSchemaOf } from "./json_schema.ts";

const TAG = "Health";

const live = jsonSchemaOf(z.object({ status: z.literal("ok") }), "output");
const ready = jsonSchemaOf(
  z.object({
    status: z.enum(["ok", "unavailable"]),
    checks: z.record(z.string(), z.string()).describe("Each engine's state: ok, or why not"),
    codes: z.record(z.string(), z.string()).optional().describe(
      "Of each that does not answer, why: no_answer, login_refused, …",
    ),
    remedies: z.record(z.string(), z.string()).optional().describe("What to do about an engine that does not answer"),
  }),
  "output",
);

const routes = {
  live: describe("/healthz", "isAlive", "Whether the process answers", { 200: json("It does", live) }),
  ready: describe("/readyz", "isReady", "Whether every engine answers", {
    200: json("All of them do", ready),
    503: json("One does not", ready),
  }),
  metrics: describe("/metrics", "getMetrics", "Figures for Prometheus", {
    200: { description: "In its text format", content: { "text/plain": { schema: { type: "string" } } } },
  }),
};

/** Outside `/v1`. Where keys are set only `/healthz` is open here; a supervisor asks at METRICS_PORT for the others. */
export function healthRoutes(api: Api, { health }: Pick<EdgeDeps, "health">): void {
  api.openapi(routes.live, async (c) => await health.live(c.req.raw) as never);
  api.openapi(routes.ready, async (c) => await health.ready(c.req.raw) as never);
  api.openapi(routes.metrics, async (c) => await health.metrics(c.req.raw) as never);
}

function describe(
  path: string,
  operationId: string,
  summary: string,
  responses: Parameters<typeof createRoute>[0]["responses"],
) {
  const route = { method: "get" as const, path, operationId, tags: [TAG], summary };
  if (path === "/healthz") return createRoute({ ...route, security: [], responses });
  return createRoute({ ...route, responses: { ...responses, ...problemResponses(["key_in_query", "unauthorized"]) } });
}
