import { z } from "zod";
import { type InvalidInput, parseAs } from "../shared/parse.ts";
import { accepted, type Result } from "../shared/result.ts";
import { type SupplierOrderId, supplierOrderIdSchema } from "./ids.ts";
import type { SupplierNews } from "./supplier_order.ts";

const schema = z.object({
  /** Suppliers' synonyms; an unknown one is ignored. */
  status: z.string().trim().toUpperCase(),
  reference: supplierOrderIdSchema.nullish().catch(null),
  carrier: z.string().trim().max(50).nullish(),
  trackingNumber: z.string().trim().max(100).nullish(),
});

const MEANINGS: Readonly<Record<string, SupplierNews["status"]>> = {
  CONFIRMED: "CONFIRMED",
  PREPARING: "CONFIRMED",
  SHIPPED: "SHIPPED",
  DELIVERED: "DELIVERED",
  CANCELLED: "CANCELLED",
  CANCELED: "CANCELLED",
  REFUSED: "CANCELLED",
};

export function parseSupplierOrderRecord(
  payload: unknown,
): Result<{ readonly reference: SupplierOrderId | null; readonly news: SupplierNews }, InvalidInput> {
  const parsed = parseAs(schema, payload, "supplier's order");
  if (!parsed.ok) return parsed;
  const { status, reference, carrier, trackingNumber } = parsed.value;
  const news = {
    status: MEANINGS[status] ?? "PLACED",
    carrier: carrier || null,
    trackingNumber: trackingNumber || null,
  };
  return accepted({ reference: reference ?? null, news });
}
