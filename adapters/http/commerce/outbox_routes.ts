import { z } from "@hono/zod-openapi";
import { OUTBOX_SORTS } from "../../../application/commerce/ports/lists.ts";
import { parseAs } from "../../../domain/shared/parse.ts";
import { strictObject } from "../../../domain/shared/strict_object.ts";
import type { Api } from "../server/api.ts";
import { describeRoute, json, ref } from "../server/describe_route.ts";
import { flagFilter, textFilter } from "../server/filters.ts";
import { readJson } from "../server/json_body.ts";
import { listOf, listQuery } from "../server/list.ts";
import { valueOf } from "../server/refusal.ts";
import type { CommerceDeps } from "./deps.ts";

const TAG = "Commerce";

export const outboxReleaseSchema = strictObject("release", { topic: z.string().min(1).max(249) });

const listRoute = describeRoute({
  method: "get",
  path: "/v1/commerce/outbox",
  operationId: "listOutbox",
  tag: TAG,
  summary: "Messages that are stored and wait to be published, dead letters among them",
  query: z.object({
    ...listQuery(OUTBOX_SORTS, "id"),
    topic: textFilter("As it is", 200),
    parked: flagFilter("Those that the log refused again and again, or the others"),
  }),
  answers: { 200: json("A page", "OutboxPage") },
  problems: ["unavailable"],
});

const releaseRoute = describeRoute({
  method: "post",
  path: "/v1/commerce/outbox/release",
  operationId: "releaseOutbox",
  tag: TAG,
  summary: "Have the parked messages of a topic sent again, once what the log refused them for is repaired",
  scope: "admin",
  body: { schema: ref("OutboxRelease"), examples: { orders: { value: { topic: "orders.dlq" } } } },
  answers: { 200: json("How many", "OutboxReleased", { topic: "orders.dlq", released: 2 }) },
  problems: ["unavailable"],
});

export function outboxRoutes(api: Api, { lists, outbox }: Pick<CommerceDeps, "lists" | "outbox">): void {
  api.openapi(listRoute, async (c) => {
    const { filters, request, body } = listOf(listRoute.path, OUTBOX_SORTS, c.req.valid("query"));
    return c.json(body(await lists.outbox(filters, request)));
  });

  api.openapi(releaseRoute, async (c) => {
    const { topic } = valueOf(parseAs(outboxReleaseSchema, await readJson(c), "release"));
    return c.json({ topic, released: await outbox.retry(topic) });
  });
}
