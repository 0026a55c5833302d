import { z } from "zod";
import { instant } from "../../../domain/shared/instant.ts";

const listing = z.object({
  id: z.string(),
  sku: z.string(),
  revision: z.int(),
  title: z.string(),
  price: z.int(),
  stock: z.int(),
  isWithdrawn: z.boolean(),
});

const order = z.object({
  id: z.string(),
  sku: z.string(),
  productName: z.string(),
  quantity: z.int(),
  unitPrice: z.int(),
  buyer: z.string(),
  address: z.string(),
  orderedAt: instant,
  cancelledAt: instant.nullable(),
});

const placed = z.object({
  id: z.string(),
  reference: z.string(),
  itemId: z.string(),
  quantity: z.int(),
  placedAt: instant,
  cancelledAt: instant.nullable(),
});

const stateSchema = z.object({
  since: instant,
  lastOrderAt: instant,
  ordersMade: z.int().min(0),
  listingsMade: z.int().min(0),
  listings: z.array(listing),
  orders: z.array(order),
  placed: z.array(placed),
  /** References whose cancellation came before the order. */
  cancelledEarly: z.array(z.string()),
});

/** What the two demo partners must still know after a restart. */
export type DemoState = { -readonly [K in keyof z.output<typeof stateSchema>]: z.output<typeof stateSchema>[K] };

export function freshDemoState(now: Date): DemoState {
  return {
    since: now,
    lastOrderAt: now,
    ordersMade: 0,
    listingsMade: 0,
    listings: [],
    orders: [],
    placed: [],
    cancelledEarly: [],
  };
}

/** `null` for what is no state: the demo begins anew. */
export function parseDemoState(text: string): DemoState | null {
  try {
    return stateSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

const KEPT = 500;

/** Of what grows with time, the latest. */
export function trimmed(state: DemoState): DemoState {
  return {
    ...state,
    listings: state.listings.slice(-KEPT),
    orders: state.orders.slice(-KEPT),
    placed: state.placed.slice(-KEPT),
    cancelledEarly: state.cancelledEarly.slice(-KEPT),
  };
}
