import type { CommerceEvent } from "../../domain/commerce/commerce_event.ts";
import { COMMERCE_MESSAGES, dataSchema } from "./codec.ts";

const HEADERS = {
  type: "object",
  properties: {
    ce_specversion: { const: "1.0" },
    ce_id: { type: "string", description: "The id of the order, user or product: the same event always has the same" },
    ce_source: { type: "string", format: "uri-reference" },
    ce_type: { type: "string" },
    ce_time: { type: "string", format: "date-time" },
    traceparent: { type: "string", description: "W3C Trace Context" },
  },
  required: ["ce_specversion", "ce_id", "ce_source", "ce_type"],
};

/** The AsyncAPI 3.0 document of the log's topics, made from the schemas that the codec parses with. */
export function asyncApiDocument(
  topics: readonly { readonly topic: string; readonly eventType: CommerceEvent["type"] }[],
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
    name: COMMERCE_MESSAGES[eventType].ceType,
    title: eventType,
    contentType: "application/json",
    headers: HEADERS,
    payload: dataSchema(eventType),
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
