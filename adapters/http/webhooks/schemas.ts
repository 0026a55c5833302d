import { z } from "zod";
import { instant } from "../../../domain/shared/instant.ts";
import { DELIVERY_STATES } from "../../../domain/webhooks/delivery.ts";
import {
  subscriptionChangesSchema,
  subscriptionDraftSchema,
  subscriptionIdSchema,
  subscriptionSchema,
} from "../../../domain/webhooks/subscription.ts";
import { jsonSchemaOf } from "../server/json_schema.ts";
import { pageSchema } from "../server/list.ts";

const withSecretSchema = z.object({
  ...subscriptionSchema.unwrap().shape,
  secret: z.string().describe("What signatures are checked with; shown in this answer alone"),
});

const deliverySchema = z.object({
  id: z.string(),
  subscriptionId: subscriptionIdSchema,
  eventId: z.string().describe("The header `webhook-id`, the same at every attempt"),
  type: z.string().describe("An event type, or `webhook.test`"),
  occurredAt: instant,
  data: z.record(z.string(), z.unknown()).describe("As it is sent"),
  state: z.enum(DELIVERY_STATES).describe("FAILED: given up after a day, or when the destination answered 410"),
  attempts: z.int().min(0),
  nextAttemptAt: instant.nullable(),
  lastAttemptAt: instant.nullable(),
  lastStatus: z.int().nullable().describe("Of the last attempt's answer; null where there was none"),
  lastError: z.string().nullable(),
});

export const WEBHOOK_SCHEMAS: Readonly<Record<string, Record<string, unknown>>> = {
  WebhookSubscription: jsonSchemaOf(subscriptionSchema, "output"),
  WebhookSubscriptionWithSecret: jsonSchemaOf(withSecretSchema, "output"),
  NewWebhookSubscription: jsonSchemaOf(subscriptionDraftSchema, "input"),
  WebhookSubscriptionChanges: jsonSchemaOf(subscriptionChangesSchema, "input"),
  WebhookDelivery: jsonSchemaOf(deliverySchema, "output"),
  WebhookSubscriptionPage: pageSchema("WebhookSubscription"),
  WebhookDeliveryPage: pageSchema("WebhookDelivery"),
};
