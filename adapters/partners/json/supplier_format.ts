import { z } from "zod";
import { instant } from "../../../domain/shared/instant.ts";
import { type InvalidInput, parseAs } from "../../../domain/shared/parse.ts";
import { won } from "../../../domain/shared/money.ts";
import { accepted, type Result } from "../../../domain/shared/result.ts";
import { parseStorable } from "../../../domain/shared/storable.ts";
import { externalIdSchema, supplierOrderIdSchema } from "../../../domain/sourcing/ids.ts";
import {
  type RecordKind,
  type SupplierItem,
  supplierItemSchema,
  type SupplierRecord,
} from "../../../domain/sourcing/supplier_item.ts";
import type { SupplierNews, SupplierOrderNews } from "../../../domain/sourcing/supplier_order.ts";

/** Some number their things, others name them. */
export const wireId = z.union([z.string(), z.int().transform(String)], {
  error: "expected a text or a whole number",
}).pipe(externalIdSchema);

const value = supplierItemSchema.shape;

const optionSchema = z.object({
  id: wireId.nullish(),
  name: z.string().trim().min(1).max(100),
  value: z.string().trim().max(300).default(""),
  extraPrice: won.default(0),
  stock: value.stock.optional(),
});

/** Each option is a variant. One without a stock has the item's; an item without one has those of its options. */
function variantsOf({ price, stock, options }: z.output<typeof wireItemSchema>) {
  return options.map(({ id, name, value, extraPrice, stock: own }) => ({
    key: id ?? `${name}=${value}`.slice(0, 200),
    attributes: [{ name, value }],
    price: price + extraPrice,
    stock: own ?? stock,
  }));
}

/** Other fields stay in the raw row. */
const wireItemSchema = supplierItemSchema.omit({ variants: true }).extend({
  id: wireId,
  brand: value.brand.default(""),
  category: value.category.default(""),
  description: value.description.default(""),
  images: value.images.default([]),
  options: z.array(optionSchema).max(1_000).default([]),
  minimumPrice: value.minimumPrice.default(0),
  shippingFee: value.shippingFee.default(0),
  stock: value.stock.default(0),
  status: value.status.default("ON_SALE"),
});

const itemSchema = wireItemSchema.transform(({ options, ...item }) => ({
  ...item,
  variants: variantsOf({ ...item, options }),
})).pipe(supplierItemSchema);

const common = { id: wireId, updatedAt: instant.nullish() };

/** Whatever else is in a record is kept, but for orders. */
const RECORDS = {
  items: z.intersection(z.object(common), itemSchema),
  orders: z.object({ ...common, status: z.string().min(1), lines: z.array(z.unknown()).min(1) }),
  qna: z.object({ ...common, question: z.string().min(1), itemId: wireId.nullish() }),
  categories: z.object({ ...common, name: z.string().min(1), parentId: wireId.nullish() }),
} satisfies Record<RecordKind, z.ZodType>;

/** Refuses with every fault. */
export function readSupplierRecord(kind: RecordKind, raw: unknown): Result<SupplierRecord, InvalidInput> {
  const parsed = parseAs<z.ZodType<{ id: string; updatedAt?: Date | null | undefined }>>(RECORDS[kind], raw, "record");
  if (!parsed.ok) return parsed;
  const storable = parseStorable(raw, "record");
  if (!storable.ok) return storable;
  const { id, updatedAt } = parsed.value;
  const payload = raw as Record<string, unknown>;
  return accepted({
    externalId: id,
    updatedAt: updatedAt ?? null,
    payload: kind === "orders" ? pick(payload, FOLLOWED) : payload,
  });
}

/** Of an order: whom it is for, the market database knows. */
const FOLLOWED = ["id", "updatedAt", "status", "reference", "carrier", "trackingNumber"];

function pick(record: Record<string, unknown>, fields: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(fields.flatMap((field) => field in record ? [[field, record[field]]] : []));
}

const identitySchema = z.object({ id: wireId });

export function identifySupplierRecord(_kind: RecordKind, raw: unknown): string | null {
  return identitySchema.safeParse(raw).data?.id ?? null;
}

export function readSupplierItem(payload: unknown): Result<SupplierItem, InvalidInput> {
  return parseAs(itemSchema, payload, "supplier's item");
}

const orderSchema = z.object({
  status: z.string().trim().toUpperCase(),
  reference: supplierOrderIdSchema.nullish().catch(null),
  carrier: z.string().trim().max(50).nullish(),
  trackingNumber: z.string().trim().max(100).nullish(),
});

/** An unknown one means PLACED. */
const MEANINGS: Readonly<Record<string, SupplierNews["status"]>> = {
  CONFIRMED: "CONFIRMED",
  PREPARING: "CONFIRMED",
  SHIPPED: "SHIPPED",
  DELIVERED: "DELIVERED",
  CANCELLED: "CANCELLED",
  CANCELED: "CANCELLED",
  REFUSED: "CANCELLED",
};

export function readSupplierOrder(payload: unknown): Result<SupplierOrderNews, InvalidInput> {
  const parsed = parseAs(orderSchema, payload, "supplier's order");
  if (!parsed.ok) return parsed;
  const { status, reference, carrier, trackingNumber } = parsed.value;
  const news = {
    status: MEANINGS[status] ?? "PLACED",
    carrier: carrier || null,
    trackingNumber: trackingNumber || null,
  };
  return accepted({ reference: reference ?? null, news });
}
