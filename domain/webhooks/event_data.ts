import { z } from "zod";
import type { EventType } from "./event.ts";

const time = z.iso.datetime();
const order = {
  orderId: z.string(),
  userId: z.string(),
  productId: z.string(),
  quantity: z.int(),
  totalAmount: z.int(),
  category: z.string().nullable(),
  status: z.string(),
  createdAt: time,
};

/** What each type says. Fields may be added. */
export const EVENT_DATA = {
  "order.stored": z.object(order),
  "order.status_changed": z.object({ ...order, previousStatus: z.string() }),
  "customer.identified": z.object({
    customerId: z.string(),
    beaconId: z.string(),
    storeId: z.string(),
    location: z.object({ name: z.string(), type: z.string() }),
    confidence: z.number().min(0).max(1),
    detectedAt: time,
  }),
  "listing.published": z.object({
    listingId: z.guid(),
    marketAccountId: z.guid(),
    productId: z.guid(),
    externalId: z.string(),
    price: z.int().min(0),
    publishedAt: time,
  }),
  "dead_letter.added": z.object({
    topic: z.string(),
    source: z.object({ topic: z.string(), partition: z.int(), offset: z.int() }),
    code: z.string(),
  }),
} as const satisfies Readonly<Record<EventType, z.ZodType>>;
