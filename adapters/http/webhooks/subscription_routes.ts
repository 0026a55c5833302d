import { z } from "@hono/zod-openapi";
import {
  addSubscription,
  editSubscription,
  readSubscription,
  removeSubscription,
  rotateSubscriptionSecret,
} from "../../../application/webhooks/manage_subscriptions.ts";
import { SUBSCRIPTION_SORTS } from "../../../application/webhooks/ports/webhooks.ts";
import { EVENT_TYPES } from "../../../domain/webhooks/event.ts";
import { SUBSCRIPTION_STATUSES } from "../../../domain/webhooks/subscription.ts";
import type { Api } from "../server/api.ts";
import { describeRoute, json, ref } from "../server/describe_route.ts";
import type { EdgeDeps } from "../server/edge_deps.ts";
import { readJson } from "../server/json_body.ts";
import { listOf, listQuery } from "../server/list.ts";
import { valueOf } from "../server/refusal.ts";
import type { WebhookDeps } from "./deps.ts";

export const SUBSCRIPTIONS = "/v1/webhook-subscriptions";
export const WEBHOOK_TAG = "Webhook subscriptions";

const subscriptionParams = z.object({
  id: z.string().max(100).openapi({
    description: "Id of the subscription",
    example: "0198c6a2-6f0e-7c3a-9d0b-0f4f0b9b8a11",
    maxLength: 36,
  }),
});

const SUBSCRIPTION = {
  id: "0198c6a2-6f0e-7c3a-9d0b-0f4f0b9b8a11",
  url: "https://pos.example.com/tillstream",
  description: "the till of Hongdae",
  eventTypes: ["customer.identified"],
  status: "ACTIVE",
  disabledReason: null,
  failingSince: null,
  secretVersion: 1,
  previousSecretUntil: null,
  createdAt: "2026-03-02T12:00:00.000Z",
  updatedAt: "2026-03-02T12:00:00.000Z",
};
const { url, description, eventTypes } = SUBSCRIPTION;
const WITH_SECRET = { ...SUBSCRIPTION, secret: "whsec_bm90IGEgc2VjcmV0LCBhbiBleGFtcGxlIG9mIG9uZSE=" };
/** An answer that is kept for repetitions would keep the secret. */
const UNKEYED = "its answer, which has the secret, is kept nowhere";
const NO_KEY = `It takes no \`Idempotency-Key\`: ${UNKEYED}.`;

export const ofSubscription = {
  path: `${SUBSCRIPTIONS}/{id}`,
  tag: WEBHOOK_TAG,
  params: subscriptionParams,
} as const;

const routes = {
  list: describeRoute({
    method: "get",
    path: SUBSCRIPTIONS,
    operationId: "listWebhookSubscriptions",
    tag: WEBHOOK_TAG,
    summary: "Who is told of events, and of which",
    query: z.object({
      ...listQuery(SUBSCRIPTION_SORTS, "-createdAt"),
      status: z.enum(SUBSCRIPTION_STATUSES).optional(),
      eventType: z.enum(EVENT_TYPES).optional(),
    }),
    answers: { 200: json("A page", "WebhookSubscriptionPage", { items: [SUBSCRIPTION], nextCursor: null }) },
    problems: ["unavailable"],
  }),
  add: describeRoute({
    method: "post",
    path: SUBSCRIPTIONS,
    operationId: "addWebhookSubscription",
    scope: "admin",
    unkeyed: UNKEYED,
    tag: WEBHOOK_TAG,
    summary: "Have events sent to an address",
    description:
      `Events from now on are sent by the Standard Webhooks specification, at least once, in no certain order. ${NO_KEY}`,
    body: {
      schema: ref("NewWebhookSubscription"),
      examples: { one: { value: { url, description, eventTypes } } },
    },
    answers: {
      201: {
        ...json("The subscription, and its secret this once", "WebhookSubscriptionWithSecret", WITH_SECRET),
        headers: { Location: { description: "Of the subscription", schema: { type: "string" } } },
      },
    },
    problems: ["too_many_webhook_subscriptions", "webhook_key_missing", "unavailable"],
  }),
  read: describeRoute({
    ...ofSubscription,
    method: "get",
    operationId: "getWebhookSubscription",
    summary: "Read one webhook subscription",
    answers: { 200: json("The subscription", "WebhookSubscription", SUBSCRIPTION) },
    problems: ["unknown_webhook_subscription", "unavailable"],
  }),
  change: describeRoute({
    ...ofSubscription,
    method: "patch",
    operationId: "changeWebhookSubscription",
    scope: "admin",
    summary: "Change some fields of one webhook subscription, or enable it again",
    body: { schema: ref("WebhookSubscriptionChanges"), examples: { enable: { value: { status: "ACTIVE" } } } },
    answers: { 200: json("The subscription as it is now", "WebhookSubscription", SUBSCRIPTION) },
    problems: ["unknown_webhook_subscription", "unavailable"],
  }),
  remove: describeRoute({
    ...ofSubscription,
    method: "delete",
    operationId: "removeWebhookSubscription",
    scope: "admin",
    summary: "Remove one webhook subscription, with its deliveries",
    answers: { 200: json("Removed", "Removed", { id: SUBSCRIPTION.id, outcome: "removed" }) },
    problems: ["unknown_webhook_subscription", "unavailable"],
  }),
  rotate: describeRoute({
    ...ofSubscription,
    method: "post",
    path: `${ofSubscription.path}/rotate-secret`,
    operationId: "rotateWebhookSecret",
    scope: "admin",
    unkeyed: UNKEYED,
    summary: "Make a new secret; the one before signs too for a day",
    description: NO_KEY,
    answers: {
      200: json("The subscription, and its new secret this once", "WebhookSubscriptionWithSecret", WITH_SECRET),
    },
    problems: ["unknown_webhook_subscription", "webhook_key_missing", "unavailable"],
  }),
};

export function subscriptionRoutes(
  api: Api,
  webhooks: WebhookDeps,
  { clock, newId }: Pick<EdgeDeps, "clock" | "newId">,
): void {
  const deps = { ...webhooks, clock, newId };

  api.openapi(routes.list, async (c) => {
    const { filters, request, body } = listOf(SUBSCRIPTIONS, SUBSCRIPTION_SORTS, c.req.valid("query"));
    return c.json(body(await deps.subscriptions.list(filters, request)));
  });

  api.openapi(routes.add, async (c) => {
    const added = valueOf(await addSubscription(deps, await readJson(c)));
    return c.json(added, 201, { location: `${SUBSCRIPTIONS}/${added.id}` });
  });

  api.openapi(routes.read, async (c) => c.json(valueOf(await readSubscription(deps, c.req.valid("param").id))));

  api.openapi(routes.change, async (c) => {
    const raw = await readJson(c);
    return c.json(valueOf(await editSubscription(deps, c.req.valid("param").id, raw)));
  });

  api.openapi(routes.remove, async (c) => {
    const { id } = valueOf(await removeSubscription(deps, c.req.valid("param").id));
    return c.json({ id, outcome: "removed" });
  });

  api.openapi(
    routes.rotate,
    async (c) => c.json(valueOf(await rotateSubscriptionSecret(deps, c.req.valid("param").id))),
  );
}
