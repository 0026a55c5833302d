import { z } from "zod";
import { type CommerceEvent, orderingKey } from "../../domain/commerce/commerce_event.ts";
import { orderSchema } from "../../domain/commerce/order.ts";
import { productSchema } from "../../domain/commerce/product.ts";
import { userSchema } from "../../domain/commerce/user.ts";
import { parseAs } from "../../domain/shared/parse.ts";
import type { Decoded } from "../../application/commerce/store_stream.ts";
import type { LogRecord } from "../../application/shared/log.ts";

/**
 * The messages of the shop: one definition, which the codec parses with and the AsyncAPI document is made from.
 *
 * A field that is added later is ignored by older readers; a change that they could not read gets a new `v2` type.
 */
export const COMMERCE_MESSAGES = {
  "user.registered": { ceType: "tillstream.user.registered.v1", data: userSchema },
  "product.listed": { ceType: "tillstream.product.listed.v1", data: productSchema },
  "order.placed": { ceType: "tillstream.order.placed.v1", data: orderSchema },
} as const;

type EventType = CommerceEvent["type"];
const TYPE_OF = new Map<string, EventType>(
  Object.entries(COMMERCE_MESSAGES).map(([type, { ceType }]) => [ceType, type as EventType]),
);

export interface CodecOptions {
  /** CloudEvents `source`: who publishes. */
  readonly source: string;
  /** W3C Trace Context of the request or round that an event comes from. */
  readonly newTraceparent: () => string;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true });

/** An event as CloudEvents 1.0 in Kafka's binary mode: attributes in `ce_` headers, JSON in the value. */
export function encodeEvent(event: CommerceEvent, options: CodecOptions): LogRecord {
  const { ceType } = COMMERCE_MESSAGES[event.type];
  const [data, id, time] = payloadOf(event);
  return {
    key: orderingKey(event),
    value: encoder.encode(JSON.stringify(data)),
    headers: {
      "ce_specversion": "1.0",
      "ce_id": id,
      "ce_source": options.source,
      "ce_type": ceType,
      "ce_time": time.toISOString(),
      "content-type": "application/json",
      "traceparent": options.newTraceparent(),
    },
  };
}

function payloadOf(event: CommerceEvent): [data: unknown, id: string, time: Date] {
  switch (event.type) {
    case "user.registered":
      return [event.user, event.user.userId, event.user.createdAt];
    case "product.listed":
      return [event.product, event.product.productId, event.product.createdAt];
    case "order.placed":
      return [event.order, event.order.orderId, event.order.createdAt];
    default:
      return event satisfies never;
  }
}

/**
 * Reads a record of a topic that carries events of `expected`.
 *
 * A record without a `ce_type` header is taken for one of the topic's own kind, so that any producer of plain JSON works.
 */
export function decodeEvent(record: LogRecord, expected: EventType): Decoded {
  if (record.value === null) return refusal("empty_record", "Cannot read the record: it has no value");
  const ceType = record.headers["ce_type"];
  if (ceType !== undefined && TYPE_OF.get(ceType) !== expected) {
    return refusal(
      "unknown_type",
      `Cannot read the record: its ce_type is "${ceType}", expected "${COMMERCE_MESSAGES[expected].ceType}"`,
    );
  }
  let raw: unknown;
  try {
    raw = JSON.parse(decoder.decode(record.value));
  } catch {
    // The parser's own message repeats a piece of what it read, and that may be somebody's name.
    return refusal("not_json", "Cannot read the record: it is not JSON in UTF-8");
  }
  return decodeData(raw, expected);
}

/**
 * What follows from orders, `lastOrderedAt` and `orderCount`, is counted by the store that has the orders. A publisher
 * of another system may count others; taken over, its figures would never again be what a recount gives.
 */
function decodeData(raw: unknown, expected: EventType): Decoded {
  switch (expected) {
    case "user.registered": {
      const user = parseAs(userSchema, raw, "user");
      return user.ok ? { event: { type: expected, user: { ...user.value, lastOrderedAt: null } } } : user;
    }
    case "product.listed": {
      const product = parseAs(productSchema, raw, "product");
      return product.ok ? { event: { type: expected, product: { ...product.value, orderCount: 0 } } } : product;
    }
    case "order.placed": {
      const order = parseAs(orderSchema, raw, "order");
      return order.ok ? { event: { type: expected, order: order.value } } : order;
    }
    default:
      return expected satisfies never;
  }
}

function refusal(code: string, message: string): Decoded {
  return { refusal: { code, message } };
}

/** The JSON Schema of a message's data, for documents. */
export function dataSchema(type: EventType): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(COMMERCE_MESSAGES[type].data, { io: "input", unrepresentable: "any" });
}
