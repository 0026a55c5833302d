import { z } from "zod";
import { MAX_WON } from "../../../domain/shared/money.ts";
import { type InvalidInput, parseAs } from "../../../domain/shared/parse.ts";
import { accepted, type Result } from "../../../domain/shared/result.ts";
import { parseStorable } from "../../../domain/shared/storable.ts";
import { externalIdSchema } from "../../../domain/sourcing/ids.ts";
import { type SupplierItem, supplierItemSchema, type SupplierRecord } from "../../../domain/sourcing/supplier_item.ts";

/** Won, which it may give with a fraction. */
const price = z.number().min(0).max(MAX_WON).transform(Math.ceil);
const text = z.string().nullish().transform((given) => given?.trim() ?? "");
export const unixMs = z.int().min(0).max(253_402_300_799_999).transform((ms) => new Date(ms));

const STATUSES = {
  available: "ON_SALE",
  soldout: "SOLD_OUT",
  unavailable: "SOLD_OUT",
  discontinued: "DISCONTINUED",
} as const;

/** An unknown one makes the item unreadable, and so not for sale. */
const status = z.enum(["available", "soldout", "unavailable", "discontinued"]);

const optionSchema = z.object({
  key: externalIdSchema.nullish(),
  price: price.nullish(),
  quantity: z.int().transform((count) => Math.min(Math.max(count, 0), MAX_WON)),
  status: z.string().nullish(),
  optionAttributes: z.array(z.object({ name: text, value: text })).nullish().transform((list) => list ?? []),
});

const nodeSchema = z.object({
  key: externalIdSchema,
  name: z.string().trim().min(1).transform((name) => name.slice(0, 300).toWellFormed()),
  production: text,
  category: z.object({ name: text, fullName: text }).nullish(),
  content: text,
  images: z.array(z.string()).nullish(),
  price: price.refine((won) => won > 0, "expected a price above 0"),
  fixedPrice: price.nullish(),
  pricePolicy: z.string().nullish(),
  shippingFee: price.nullish(),
  shippingType: z.string().nullish(),
  status,
  options: z.array(optionSchema).max(1_000)
    .refine((list) => list.length > 0, "expected an option that says how many there are"),
  openmarketSellable: z.boolean().nullish(),
  // JSON in a text; nothing of it is used, and none of it makes an item unreadable.
  metadata: z.unknown().optional(),
  updatedAt: unixMs.nullish(),
  /** What the API says it can't give of the item: the rest of it is not to be believed. */
  errors: z.unknown().superRefine((given, context) => {
    context.addIssue(`the supplier reports: ${String(given).slice(0, 200)}`);
  }).optional(),
});

type Node = z.output<typeof nodeSchema>;
type Option = Node["options"][number];

const itemSchema = nodeSchema.transform(itemOf).pipe(supplierItemSchema);

export function readOwnerclanItem(payload: unknown): Result<SupplierItem, InvalidInput> {
  return parseAs(itemSchema, payload, "supplier's item");
}

/** What can be stored and made a product of. */
export function readOwnerclanItemRecord(raw: unknown): Result<SupplierRecord, InvalidInput> {
  const item = readOwnerclanItem(raw);
  if (!item.ok) return item;
  const storable = parseStorable(raw, "record");
  if (!storable.ok) return storable;
  const { updatedAt } = raw as { readonly updatedAt?: unknown };
  return accepted({
    externalId: item.value.id,
    updatedAt: unixMs.safeParse(updatedAt).data ?? null,
    payload: raw as Record<string, unknown>,
  });
}

function itemOf(node: Node): z.input<typeof supplierItemSchema> {
  const { options: [first, ...more] } = node;
  const isPlain = more.length === 0 && first!.optionAttributes.length === 0;
  // What may not be sold on marketplaces is not for sale here.
  const isForbidden = node.openmarketSellable === false && node.status === "available";
  return {
    id: node.key,
    name: node.name,
    brand: node.production.slice(0, 100).toWellFormed(),
    category: (node.category?.fullName || node.category?.name || "").slice(-200).toWellFormed(),
    description: node.content,
    images: (node.images ?? []).filter((url) => URL.canParse(url) && /^https?:/.test(url)).slice(0, 100),
    variants: isPlain ? [] : node.options.map((option) => variantOf(option, node.price)),
    price: isPlain ? first!.price || node.price : node.price,
    minimumPrice: node.pricePolicy === "free" ? 0 : node.fixedPrice ?? 0,
    shippingFee: node.shippingType === "free" ? 0 : node.shippingFee ?? 0,
    stock: isPlain ? stockOf(first!) : 0,
    status: isForbidden ? "SOLD_OUT" : STATUSES[node.status],
  };
}

function variantOf(option: Option, base: number) {
  const attributes = option.optionAttributes.map(({ name, value }) => ({
    name: name.slice(0, 100).toWellFormed(),
    value: value.slice(0, 300).toWellFormed(),
  }));
  const named = attributes.map(({ name, value }) => `${name}=${value}`).join("/") || "-";
  return { key: option.key ?? named.slice(0, 200), attributes, price: option.price || base, stock: stockOf(option) };
}

function stockOf({ status, quantity }: Option): number {
  return (status ?? "available") === "available" ? quantity : 0;
}
