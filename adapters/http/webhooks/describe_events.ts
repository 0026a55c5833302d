import { z } from "@hono/zod-openapi";
import { EVENT_TYPES, type EventType } from "../../../domain/webhooks/event.ts";
import { EVENT_DATA } from "../../../domain/webhooks/event_data.ts";
import type { Api } from "../server/api.ts";
import { jsonSchemaOf } from "../server/json_schema.ts";
import { WEBHOOK_TAG } from "./subscription_routes.ts";

const SUMMARIES: Readonly<Record<EventType, string>> = {
  "order.stored": "An order is stored",
  "order.status_changed": "An order has another status",
  "customer.identified": "A customer is recognised in a store",
  "listing.published": "A marketplace has taken a listing for the first time",
  "dead_letter.added": "A message could not be stored",
};

const header = (name: string, description: string) => (
  { name, in: "header", required: true, description, schema: { type: "string" } } as const
);

/** Of the Standard Webhooks specification. */
const HEADERS = [
  header("webhook-id", "Of the event, the same at every attempt"),
  header("webhook-timestamp", "When this attempt was made, in seconds"),
  header("webhook-signature", "`v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64; two after a rotation"),
];

/** What is sent to subscriptions: `webhooks` of the document. */
export function describeEvents(api: Api): void {
  for (const type of EVENT_TYPES) {
    const schema = z.object({ type: z.literal(type), timestamp: z.iso.datetime(), data: EVENT_DATA[type] });
    api.openAPIRegistry.registerWebhook({
      method: "post",
      path: type,
      tags: [WEBHOOK_TAG],
      operationId: `on_${type.replace(".", "_")}`,
      summary: SUMMARIES[type],
      parameters: HEADERS,
      request: {
        body: { required: true, content: { "application/json": { schema: jsonSchemaOf(schema, "output") } } },
      },
      responses: { "2XX": { description: "Taken; anything else is sent again" } },
    });
  }
}
