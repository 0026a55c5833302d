import { z } from "zod";
import { COMMERCE_MESSAGES } from "./commerce/codec.ts";
import { IDENTITY_MESSAGES } from "./identity/identity_codec.ts";

const MESSAGES = { ...COMMERCE_MESSAGES, ...IDENTITY_MESSAGES };

const HEADERS = {
  type: "object",
  properties: {
    ce_specversion: { const: "1.0" },
    ce_id: {
      type: "string",
      description: "The same event always has the same: the id of the order, user or product, or its own",
    },
    ce_source: { type: "string", format: "uri-reference" },
    ce_type: { type: "string" },
    ce_time: { type: "string", format: "date-time" },
    traceparent: { type: "string", description: "W3C Trace Context" },
  },
  required: ["ce_specversion", "ce_id", "ce_source", "ce_type"],
};

export function asyncApiDocument(
  topics: readonly { readonly topic: string; readonly eventType: keyof typeof MESSAGES }[],
): object {
  const channels = Object.fromEntries(topics.map(({ topic, eventType }) => [topic, {
    address: topic,
    messages: { [eventType]: { $ref: `#/components/messages/${eventType}` } },
  }]));
  const operations = Object.fromEntries(topics.flatMap(({ topic }) => [
    [`publish_${topic}`, { action: "send", channel: { $ref: `#/channels/${topic}` } }],
    [`store_${topic}`, { action: "receive", channel: { $ref: `#/channels/${topic}` } }],
  ]));
  const messages = Object.fromEntries(topics.map(({ eventType }) => [eventType, {
    name: MESSAGES[eventType].ceType,
    title: eventType,
    contentType: "application/json",
    headers: HEADERS,
    payload: payloadOf(MESSAGES[eventType]),
  }]));
  return {
    asyncapi: "3.0.0",
    info: { title: "Tillstream events", version: "1.0.0", description: "CloudEvents 1.0 in Kafka's binary mode." },
    defaultContentType: "application/json",
    channels,
    operations,
    components: { messages },
  };
}

function payloadOf(message: { readonly data: z.ZodType; readonly required?: readonly string[] }): object {
  const schema = z.toJSONSchema(message.data, { io: "input", unrepresentable: "any" });
  if (message.required === undefined) return schema;
  const description = "Fields may also be written in snake_case; one that is not required has a default.";
  return { ...schema, description, required: message.required };
}
