import { z } from "zod";
import { instant } from "../shared/instant.ts";
import { type InvalidInput, parseAs } from "../shared/parse.ts";
import type { Result } from "../shared/result.ts";
import { parseStorable } from "../shared/storable.ts";
import { externalId } from "./external_id.ts";
import { wonOrZero } from "../shared/money.ts";

/** What a market says of an order, or of one of its lines. */
const MARKET_ORDER_STATUSES = ["PAID", "SHIPPED", "DELIVERED", "CANCELLED", "RETURNED"] as const;
export type MarketOrderStatus = typeof MARKET_ORDER_STATUSES[number];

/** How far one line of it is here. */
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
  /** Our own code, as it was published; markets that do not repeat it give their id of the listing. */
  sku: z.guid().nullish().catch(null),
  listingId: externalId.nullish(),
  productName: text(300),
  optionName: text(300),
  quantity: z.int().min(1).max(1_000_000),
  unitPrice: wonOrZero,
  shippingFee: wonOrZero.default(0),
  status: status.optional(),
});

/** What has to be known of a market's order to fulfil it. Fields that are not named here stay in the raw row. */
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

/** The id and time of an order, enough to keep it; `null` where not even those can be read. */
export function marketOrderIdentity(
  raw: unknown,
): { readonly externalId: string; readonly updatedAt: Date | null } | null {
  const parsed = z.object({ id: externalId, updatedAt: instant.nullish().catch(null) }).safeParse(raw);
  if (!parsed.success || !parseStorable(raw, "market's order").ok) return null;
  return { externalId: parsed.data.id, updatedAt: parsed.data.updatedAt ?? null };
}

/** A line's own status wins over that of its order. */
export function statusOfLine(order: MarketOrder, line: MarketOrderLine): MarketOrderStatus {
  return line.status ?? order.status;
}
