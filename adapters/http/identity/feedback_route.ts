import { z } from "@hono/zod-openapi";
import { giveFeedback } from "../../../application/identity/give_feedback.ts";
import type { Api } from "../server/api.ts";
import { describeRoute, json, ref } from "../server/describe_route.ts";
import type { EdgeDeps } from "../server/edge_deps.ts";
import { idParam } from "../server/id_param.ts";
import { readJson } from "../server/json_body.ts";
import { Problem } from "../server/problem.ts";
import { valueOf } from "../server/refusal.ts";
import type { IdentityDeps } from "./deps.ts";

const GIVEN = {
  outcome: "created",
  identityId: "mm94mtc0-Y3VzdDEyMw",
  right: true,
  place: { beaconId: "550e8400-e29b-41d4-a716-446655440000", location: { name: "Table 3", type: "table" } },
};

const route = describeRoute({
  method: "post",
  path: "/v1/identities/{id}/feedback",
  operationId: "giveFeedback",
  tag: "Customers",
  summary: "Tell where a customer truly was, as a till's receipt says",
  description: [
    "`place` is a place of the store, or the id of its beacon. The store's confidence is recalibrated by its feedback,",
    "once a day. Sent again nothing changes; another place replaces the one before.",
  ].join(" "),
  params: z.object({
    id: idParam(300).openapi({ description: "`identityId` of the identification", example: GIVEN.identityId }),
  }),
  body: { schema: ref("NewFeedback"), examples: { one: { value: { place: "Table 3" } } } },
  answers: {
    200: json("There already, or with another place before", "Feedback", { ...GIVEN, outcome: "unchanged" }),
    201: json("Stored", "Feedback", GIVEN),
  },
  problems: ["unknown_identity", "unknown_place", "unavailable"],
});

export function feedbackRoute(api: Api, identity: IdentityDeps, { clock }: Pick<EdgeDeps, "clock">): void {
  api.openapi(route, async (c) => {
    const result = await giveFeedback({ ...identity, clock }, c.req.valid("param").id, await readJson(c));
    if (!result.ok && result.refusal.code === "unknown_place") {
      const { code, message, places } = result.refusal;
      throw new Problem(code, message, { members: { places } });
    }
    const given = valueOf(result);
    return c.json(given, given.outcome === "created" ? 201 : 200);
  });
}
