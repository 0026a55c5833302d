import { z } from "zod";
import { instant } from "../shared/instant.ts";
import { type InvalidInput, parseAs } from "../shared/parse.ts";
import type { Result } from "../shared/result.ts";
import { parseStorable } from "../shared/storable.ts";
import { externalId } from "./external_id.ts";
import { wonOrZero } from "../shared/money.ts";

const MARKET_ORDER_STATUSES = ["PAID", "SHIPPED", "DELIVERED", "CANCELLED", "RETURNED"] as const;
export type MarketOrderStatus = typeof MARKET_ORDER_STATUSES[number];

export const ORDER_STATUSES = [
  "PAID",
  "ORDERED",
  "SHIPPED",
  "DELIVERED",
  "CANCELLED",
  "RETURNED",
  "UNFULFILLABLE",
  "TO_RETURN",
] as const;
export type OrderStatus = typeof ORDER_STATUSES[number];

const text = (max: number) => z.string().trim().max(max).default("");
const status = z.enum(MARKET_ORDER_STATUSES);

const lineSchema = z.object({
  id: externalId,
  /** Our code, as published; marketplaces that do not return it send their listing id. */
  sku: z.guid().nullish().catch(null),
  listingId: externalId.nullish(),
  productName: text(300),
  optionName: text(300),
  quantity: z.int().min(1).max(1_000_000),
  unitPrice: wonOrZero,
  shippingFee: wonOrZero.default(0),
  status: status.optional(),
});

/** Fields that fulfilment needs; the others stay in the raw row. */
const marketOrderSchema = z.object({
  id: externalId,
  status,
  orderedAt: instant,
  updatedAt: instant.nullish(),
  buyer: z.object({ name: text(100) }).nullish(),
  receiver: z.object({
    name: z.string().trim().min(1).max(100),
    phone: text(50),
    postcode: text(20),
    address: z.string().trim().min(1).max(500),
  }),
  deliveryNote: text(500),
  lines: z.array(lineSchema).min(1).max(1_000)
    .refine((lines) => new Set(lines.map(({ id }) => id)).size === lines.length, "expected no line twice"),
});

export type MarketOrder = z.output<typeof marketOrderSchema>;
export type MarketOrderLine = MarketOrder["lines"][number];

export function parseMarketOrder(raw: unknown): Result<MarketOrder, InvalidInput> {
  const storable = parseStorable(raw, "market's order");
  return storable.ok ? parseAs(marketOrderSchema, raw, "market's order") : storable;
}

/** Reads id and time of an order, which suffice to store it; `null` if they are unreadable. */
export function marketOrderIdentity(
  raw: unknown,
): { readonly externalId: string; readonly updatedAt: Date | null } | null {
  const parsed = z.object({ id: externalId, updatedAt: instant.nullish().catch(null) }).safeParse(raw);
  if (!parsed.success || !parseStorable(raw, "market's order").ok) return null;
  return { externalId: parsed.data.id, updatedAt: parsed.data.updatedAt ?? null };
}

/** A line's own status takes precedence over its order's. */
export function statusOfLine(order: MarketOrder, line: MarketOrderLine): MarketOrderStatus {
  return line.status ?? order.status;
}
