import { z } from "@hono/zod-openapi";
import {
  readDelivery,
  readSubscription,
  retryDelivery,
  testSubscription,
} from "../../../application/webhooks/manage_subscriptions.ts";
import { DELIVERY_SORTS } from "../../../application/webhooks/ports/webhooks.ts";
import { DELIVERY_STATES, type WebhookDelivery } from "../../../domain/webhooks/delivery.ts";
import { EVENT_TYPES, TEST_TYPE } from "../../../domain/webhooks/event.ts";
import type { Api } from "../server/api.ts";
import { describeRoute, json } from "../server/describe_route.ts";
import type { EdgeDeps } from "../server/edge_deps.ts";
import { listOf, listQuery } from "../server/list.ts";
import { valueOf } from "../server/refusal.ts";
import type { WebhookDeps } from "./deps.ts";
import { ofSubscription, SUBSCRIPTIONS } from "./subscription_routes.ts";

const DELIVERY = {
  id: "41",
  subscriptionId: "0198c6a2-6f0e-7c3a-9d0b-0f4f0b9b8a11",
  eventId: "5f2d1a3e-1111-4222-8333-444455556666",
  type: "customer.identified",
  occurredAt: "2026-03-02T12:00:00.000Z",
  data: { customerId: "cust123", storeId: "hongdae" },
  state: "PENDING",
  attempts: 2,
  nextAttemptAt: "2026-03-02T12:01:06.000Z",
  lastAttemptAt: "2026-03-02T12:00:05.000Z",
  lastStatus: 500,
  lastError: "HTTP 500",
};

const ofDelivery = {
  path: `${ofSubscription.path}/deliveries/{delivery}`,
  tag: ofSubscription.tag,
  params: ofSubscription.params.extend({
    delivery: z.string().max(100).openapi({ description: "Id of the delivery", example: "41", maxLength: 18 }),
  }),
  problems: ["unknown_webhook_delivery", "unavailable"],
} as const;
const queued = (description: string) => ({
  202: {
    ...json(description, "WebhookDelivery", DELIVERY),
    headers: { Location: { description: "Of the delivery", schema: { type: "string" as const } } },
  },
});

const routes = {
  list: describeRoute({
    ...ofSubscription,
    method: "get",
    path: `${ofSubscription.path}/deliveries`,
    operationId: "listWebhookDeliveries",
    summary: "What one subscription was told or is to be told, and how that went",
    description: "Delivered ones are kept for a week, all others for thirty days.",
    query: z.object({
      ...listQuery(DELIVERY_SORTS, "-id"),
      state: z.enum(DELIVERY_STATES).optional(),
      eventType: z.enum([...EVENT_TYPES, TEST_TYPE]).optional(),
    }),
    answers: { 200: json("A page", "WebhookDeliveryPage", { items: [DELIVERY], nextCursor: null }) },
    problems: ["unknown_webhook_subscription", "unavailable"],
  }),
  read: describeRoute({
    ...ofDelivery,
    method: "get",
    operationId: "getWebhookDelivery",
    summary: "Read one delivery",
    answers: { 200: json("The delivery", "WebhookDelivery", DELIVERY) },
  }),
  retry: describeRoute({
    ...ofDelivery,
    method: "post",
    path: `${ofDelivery.path}/retry`,
    operationId: "retryWebhookDelivery",
    summary: "Send one now, also one that was delivered or given up",
    description: "One that was given up gets one more attempt.",
    answers: queued("It is due"),
  }),
  test: describeRoute({
    ...ofSubscription,
    method: "post",
    path: `${ofSubscription.path}/test`,
    operationId: "testWebhookSubscription",
    summary: "Send an event of the type `webhook.test`, which says nothing",
    answers: queued("It is due"),
    problems: ["unknown_webhook_subscription", "unavailable"],
  }),
};

export function deliveryRoutes(
  api: Api,
  webhooks: WebhookDeps,
  { clock, newId }: Pick<EdgeDeps, "clock" | "newId">,
): void {
  const deps = { ...webhooks, clock, newId };

  api.openapi(routes.list, async (c) => {
    const { id } = c.req.valid("param");
    const { filters, request, body } = listOf(`${SUBSCRIPTIONS}/${id}`, DELIVERY_SORTS, c.req.valid("query"));
    const subscription = valueOf(await readSubscription(deps, id));
    const { items, next } = await deps.deliveries.list(subscription.id, filters, request);
    return c.json(body({ items: items.map(shown), next }));
  });

  api.openapi(routes.read, async (c) => {
    const { id: subscription, delivery } = c.req.valid("param");
    return c.json(shown(valueOf(await readDelivery(deps, { subscription, delivery }))));
  });

  api.openapi(routes.retry, async (c) => {
    const { id: subscription, delivery } = c.req.valid("param");
    const due = valueOf(await retryDelivery(deps, { subscription, delivery }));
    return c.json(shown(due), 202, { location: addressOf(due) });
  });

  api.openapi(routes.test, async (c) => {
    const due = valueOf(await testSubscription(deps, c.req.valid("param").id));
    return c.json(shown(due), 202, { location: addressOf(due) });
  });
}

function shown({ event: { id: eventId, type, at: occurredAt, data }, ...delivery }: WebhookDelivery) {
  return { ...delivery, eventId, type, occurredAt, data };
}

function addressOf({ id, subscriptionId }: WebhookDelivery): string {
  return `${SUBSCRIPTIONS}/${subscriptionId}/deliveries/${id}`;
}
