import { z } from "@hono/zod-openapi";
import { readMemberGrade } from "../../../application/commerce/read_member_grade.ts";
import { supposePropensity } from "../../../application/commerce/suppose_propensity.ts";
import { OLDEST_AGE } from "../../../domain/commerce/user.ts";
import { SUPPOSED_EVENTS } from "../../../domain/commerce/what_if.ts";
import type { Api } from "../server/api.ts";
import { describeRoute, json } from "../server/describe_route.ts";
import type { EdgeDeps } from "../server/edge_deps.ts";
import { numberFilter } from "../server/filters.ts";
import { idParam } from "../server/id_param.ts";
import { valueOf } from "../server/refusal.ts";
import type { CommerceDeps } from "./deps.ts";

const ofMember = {
  method: "get",
  tag: "Users",
  params: z.object({ id: idParam(100).openapi({ description: "Id of the user", example: "U-0198c6a2" }) }),
  problems: ["unknown_user", "unavailable"],
} as const;

const gradeRoute = describeRoute({
  ...ofMember,
  path: "/v1/users/{id}/grade",
  operationId: "getUserGrade",
  summary: "A member's grade: how it came about, and what is missing to the next",
  answers: { 200: json("The grade", "MemberGrade") },
});

const propensityRoute = describeRoute({
  ...ofMember,
  path: "/v1/users/{id}/propensity",
  operationId: "getUserPropensity",
  summary: "How likely the live stream is to choose a customer now, and would be if",
  description: "Relative to other customers, with the factors that are not 1; scenarios that hold count too.",
  query: z.object({
    age: numberFilter("Supposed age", { min: 0, max: OLDEST_AGE }),
    hour: numberFilter("Supposed hour in Seoul", { min: 0, max: 23 }),
    event: z.enum(SUPPOSED_EVENTS as [string, ...string[]]).optional().openapi({
      description: "An event of life that is supposed to be under way, or none of them",
    }),
  }),
  answers: { 200: json("The score now, and under the supposition", "SupposedPropensity") },
});

export function memberRoutes(
  api: Api,
  deps: Pick<CommerceDeps, "users" | "members" | "scenarios">,
  { clock }: Pick<EdgeDeps, "clock">,
): void {
  api.openapi(gradeRoute, async (c) => {
    return c.json(valueOf(await readMemberGrade(deps, c.req.valid("param").id, clock())));
  });

  api.openapi(propensityRoute, async (c) => {
    return c.json(valueOf(await supposePropensity(deps, c.req.valid("param").id, c.req.valid("query"), clock())));
  });
}
