import { type CommerceEvent, orderingKey } from "../../../domain/commerce/commerce_event.ts";
import { orderSchema } from "../../../domain/commerce/order.ts";
import { productSchema } from "../../../domain/commerce/product.ts";
import { toCamelCase } from "../../../domain/commerce/snake_case.ts";
import { userSchema } from "../../../domain/commerce/user.ts";
import { parseAs, parseShape } from "../../../domain/shared/parse.ts";
import type { Decoded } from "../../../application/shared/persist_stream.ts";
import type { LogRecord } from "../../../application/shared/log.ts";
import { type CodecOptions, type JsonRecord, readJsonRecord, toRecord } from "../core/cloud_event.ts";
import { READ_USUAL } from "./read_usual.ts";
import { completeMessage, type Place, REQUIRED_FIELDS } from "./complete_message.ts";

/** Compatibility: older readers ignore a new field; a change that they could not read gets a new `v2` type. */
export const COMMERCE_MESSAGES = {
  "user.registered": {
    ceType: "tillstream.user.registered.v1",
    data: userSchema,
    required: REQUIRED_FIELDS["user.registered"],
  },
  "product.listed": {
    ceType: "tillstream.product.listed.v1",
    data: productSchema,
    required: REQUIRED_FIELDS["product.listed"],
  },
  "order.placed": {
    ceType: "tillstream.order.placed.v1",
    data: orderSchema,
    required: REQUIRED_FIELDS["order.placed"],
  },
} as const;

type EventType = CommerceEvent["type"];

export function encodeEvent(event: CommerceEvent, options: CodecOptions): LogRecord {
  const { ceType: type } = COMMERCE_MESSAGES[event.type];
  const [data, id, time] = payloadOf(event);
  return toRecord({ id, type, time, key: orderingKey(event), data }, options);
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

/** In camelCase or in the columns' snake_case; what is left out and has a default is filled in. */
export function decodeEvent(record: LogRecord & Place, expected: EventType): Decoded<CommerceEvent> {
  const read = readJsonRecord(record, COMMERCE_MESSAGES[expected].ceType);
  if (!("event" in read)) return read;
  const usual = read.isStorable ? READ_USUAL[expected](read.event) : null;
  if (usual !== null) return { event: usual };
  const raw = toCamelCase(read.event);
  // Our own are complete, and most: they pay nothing for the others.
  const decoded = decodeData({ ...read, event: raw }, expected);
  if ("event" in decoded) return decoded;
  return decodeData({ ...read, event: completeMessage(raw, expected, record) }, expected);
}

/** Drops `lastOrderedAt` and `orderCount`: a foreign publisher's figures never match what `reconcile` computes. */
function decodeData({ event: raw, isStorable }: JsonRecord, expected: EventType): Decoded<CommerceEvent> {
  const parse = isStorable ? parseShape : parseAs;
  switch (expected) {
    case "user.registered": {
      const user = parse(userSchema, raw, "user");
      return user.ok ? { event: { type: expected, user: { ...user.value, lastOrderedAt: null } } } : user;
    }
    case "product.listed": {
      const product = parse(productSchema, raw, "product");
      return product.ok ? { event: { type: expected, product: { ...product.value, orderCount: 0 } } } : product;
    }
    case "order.placed": {
      const order = parse(orderSchema, raw, "order");
      return order.ok ? { event: { type: expected, order: order.value } } : order;
    }
    default:
      return expected satisfies never;
  }
}
