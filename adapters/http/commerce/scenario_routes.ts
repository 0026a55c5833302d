import { z } from "@hono/zod-openapi";
import { listScenarios, startScenario, stopScenario } from "../../../application/commerce/simulation/run_scenarios.ts";
import { pageOfAll } from "../../../application/shared/page.ts";
import type { Api } from "../server/api.ts";
import type { EdgeDeps } from "../server/edge_deps.ts";
import type { CommerceDeps } from "./deps.ts";
import { describeRoute, json, ref } from "../server/describe_route.ts";
import { answerList, listOf, listQueryIn, OLD_SHAPE } from "../server/list.ts";
import { readJson } from "../server/json_body.ts";
import { valueOf } from "../server/refusal.ts";

const TAG = "Scenarios";
const SORTS = { name: ["text"] } as const;
const params = z.object({ name: z.string().openapi({ example: "viral-item" }) });

const listRoute = describeRoute({
  method: "get",
  path: "/v1/scenarios",
  operationId: "listScenarios",
  tag: TAG,
  summary: "What may happen to the shop: when each holds, what it changes, and whether it runs",
  query: z.object({ ...listQueryIn("name"), ...OLD_SHAPE }),
  answers: { 200: json("A page of the scenarios", "ScenarioPage") },
  problems: ["unavailable"],
});

const startRoute = describeRoute({
  method: "put",
  path: "/v1/scenarios/{name}/run",
  operationId: "startScenario",
  tag: TAG,
  summary: "Start a scenario, or give one that runs another end",
  description: "Producers follow within five seconds. Without a body it runs for an hour.",
  params,
  body: { schema: ref("ScenarioRun"), examples: { half: { value: { minutes: 30 } } }, optional: true },
  answers: { 200: json("It runs", "RunningScenario", { name: "viral-item", until: "2026-03-02T12:30:00.000Z" }) },
  problems: ["unknown_scenario", "unavailable"],
});

const stopRoute = describeRoute({
  method: "delete",
  path: "/v1/scenarios/{name}/run",
  operationId: "stopScenario",
  tag: TAG,
  summary: "Stop a scenario that was started; what the calendar brings goes on",
  params,
  answers: { 200: json("Stopped, or idle before", "StoppedScenario", { name: "viral-item", outcome: "stopped" }) },
  problems: ["unknown_scenario", "unavailable"],
});

export function scenarioRoutes(
  api: Api,
  { scenarios: active }: Pick<CommerceDeps, "scenarios">,
  { clock }: Pick<EdgeDeps, "clock">,
): void {
  const deps = { active, clock };

  api.openapi(listRoute, async (c) => {
    const { filters: { shape }, request, body } = listOf(listRoute.path, SORTS, c.req.valid("query"));
    const page = pageOfAll(await listScenarios(deps), ({ name }) => name, request);
    return answerList(c, shape, body(page));
  });

  api.openapi(startRoute, async (c) => {
    const run = c.req.header("content-type") === undefined ? {} : await readJson(c);
    return c.json(valueOf(await startScenario(deps, c.req.valid("param").name, run)));
  });

  api.openapi(stopRoute, async (c) => {
    const { name } = c.req.valid("param");
    return c.json({ name, outcome: valueOf(await stopScenario(deps, name)) });
  });
}
