import { z } from "zod";
import { instant } from "../shared/instant.ts";
import { wonOrZero } from "../shared/money.ts";
import { externalIdSchema } from "./ids.ts";

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

const text = (max: number) => z.string().trim().max(max);

export const marketOrderSchema = z.object({
  id: externalIdSchema,
  status: z.enum(MARKET_ORDER_STATUSES),
  orderedAt: instant,
  buyer: z.object({ name: text(100) }).nullish(),
  receiver: z.object({
    name: z.string().trim().min(1).max(100),
    phone: text(50),
    postcode: text(20),
    address: z.string().trim().min(1).max(500),
  }),
  deliveryNote: text(500),
  lines: z.array(z.object({
    id: externalIdSchema,
    /** Our own code; marketplaces that do not repeat it give their id of the listing. */
    sku: z.guid().nullish(),
    listingId: externalIdSchema.nullish(),
    /** The key of the variant; marketplaces that do not repeat it name the option. */
    variant: externalIdSchema.nullish(),
    productName: text(300),
    optionName: text(300),
    quantity: z.int().min(1).max(1_000_000),
    unitPrice: wonOrZero,
    shippingFee: wonOrZero,
    status: z.enum(MARKET_ORDER_STATUSES).optional(),
  })).min(1).max(1_000)
    .refine((lines) => new Set(lines.map(({ id }) => id)).size === lines.length, "expected no line twice"),
});

export type MarketOrder = z.output<typeof marketOrderSchema>;
export type MarketOrderLine = MarketOrder["lines"][number];

export interface MarketOrderIdentity {
  readonly externalId: string;
  readonly updatedAt: Date | null;
}

export function statusOfLine(order: MarketOrder, line: MarketOrderLine): MarketOrderStatus {
  return line.status ?? order.status;
}
