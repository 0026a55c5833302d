import { z } from "zod";
import { type InvalidInput, parseAs } from "../../../domain/shared/parse.ts";
import { accepted, type Result } from "../../../domain/shared/result.ts";
import { parseStorable } from "../../../domain/shared/storable.ts";
import { externalIdSchema, supplierOrderIdSchema } from "../../../domain/sourcing/ids.ts";
import type { SupplierRecord } from "../../../domain/sourcing/supplier_item.ts";
import type { SupplierNews, SupplierOrderNews } from "../../../domain/sourcing/supplier_order.ts";
import { unixMs } from "./item_format.ts";

const nodeSchema = z.object({
  key: externalIdSchema,
  status: z.string().min(1),
  sellerNote: z.string().nullish(),
  products: z.array(z.object({
    trackingNumber: z.string().nullish(),
    shippingCompanyCode: z.string().nullish(),
  })).nullish(),
  updatedAt: unixMs.nullish(),
});

/** Others, such as the steps of an exchange, say nothing that changes an order here. */
const MEANINGS: Readonly<Record<string, SupplierNews["status"]>> = {
  placed: "PLACED",
  paid: "CONFIRMED",
  preparing: "CONFIRMED",
  shipped: "SHIPPED",
  delivered: "DELIVERED",
  cancelled: "CANCELLED",
  refunded: "CANCELLED",
};

export function readOwnerclanOrderRecord(raw: unknown): Result<SupplierRecord, InvalidInput> {
  const parsed = parseAs(nodeSchema, raw, "record");
  if (!parsed.ok) return parsed;
  const storable = parseStorable(raw, "record");
  if (!storable.ok) return storable;
  const { key, status, products, sellerNote, updatedAt } = parsed.value;
  return accepted({
    externalId: key,
    updatedAt: updatedAt ?? null,
    // A person may have written a name beside our id, and others in other fields.
    payload: {
      key,
      status,
      products: products ?? [],
      sellerNote: referenceIn(sellerNote ?? ""),
      updatedAt: (raw as { updatedAt?: unknown }).updatedAt ?? null,
    },
  });
}

export function readOwnerclanOrder(payload: unknown): Result<SupplierOrderNews, InvalidInput> {
  const parsed = parseAs(nodeSchema, payload, "supplier's order");
  if (!parsed.ok) return parsed;
  const { status, sellerNote, products } = parsed.value;
  const shipped = products?.find(({ trackingNumber }) => trackingNumber);
  return accepted({
    reference: referenceIn(sellerNote ?? ""),
    news: {
      status: MEANINGS[status] ?? "PLACED",
      carrier: shipped?.shippingCompanyCode?.trim().slice(0, 50).toWellFormed() || null,
      trackingNumber: shipped?.trackingNumber?.trim().slice(0, 100).toWellFormed() || null,
    },
  });
}

/** Our id, beside which a person may have written something. */
export function referenceIn(note: string): SupplierOrderNews["reference"] {
  const [found] = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(note) ?? [];
  return supplierOrderIdSchema.safeParse(found).data ?? null;
}
