import { z } from "zod";
import { instant } from "../../../domain/shared/instant.ts";
import { type InvalidInput, parseAs } from "../../../domain/shared/parse.ts";
import { accepted, type Result } from "../../../domain/shared/result.ts";
import { parseStorable } from "../../../domain/shared/storable.ts";
import { NOBODY } from "../../../domain/sourcing/buyer.ts";
import { type BenchmarkDraft, benchmarkDraftSchema } from "../../../domain/sourcing/benchmark_product.ts";
import {
  type MarketOrder,
  type MarketOrderIdentity,
  marketOrderSchema,
} from "../../../domain/sourcing/market_order.ts";
import { wireId } from "./supplier_format.ts";

const value = marketOrderSchema.shape;
const receiver = value.receiver.shape;
const line = value.lines.element.shape;

const lineSchema = z.object({
  ...line,
  id: wireId,
  sku: line.sku.catch(null),
  listingId: wireId.nullish(),
  variant: wireId.nullish(),
  productName: line.productName.default(""),
  optionName: line.optionName.default(""),
  shippingFee: line.shippingFee.default(0),
});

/** Other fields stay in the raw row. */
const orderSchema = z.object({
  ...value,
  id: wireId,
  updatedAt: instant.nullish(),
  buyer: z.object({ name: z.string().trim().max(100).default("") }).nullish(),
  receiver: z.object({ ...receiver, phone: receiver.phone.default(""), postcode: receiver.postcode.default("") }),
  deliveryNote: value.deliveryNote.default(""),
  lines: z.array(lineSchema).pipe(value.lines),
});

export function readMarketOrder(raw: unknown): Result<MarketOrder, InvalidInput> {
  const storable = parseStorable(raw, "market's order");
  return storable.ok ? parseAs(orderSchema, raw, "market's order") : storable;
}

export function jsonOrderWithoutBuyer(raw: unknown): Result<Readonly<Record<string, unknown>>, InvalidInput> {
  const read = parseAs(orderSchema, raw, "market's order");
  if (!read.ok) return read;
  const receiver = { name: NOBODY, address: NOBODY };
  return accepted({ ...read.value, buyer: null, receiver, deliveryNote: "" });
}

const identitySchema = z.object({ id: wireId, updatedAt: instant.nullish().catch(null) });

export function identifyMarketOrder(raw: unknown): MarketOrderIdentity | null {
  const parsed = identitySchema.safeParse(raw);
  if (!parsed.success || !parseStorable(raw, "market's order").ok) return null;
  return { externalId: parsed.data.id, updatedAt: parsed.data.updatedAt ?? null };
}

const { brand, category, rating, reviewCount, salesRank, url, imageUrl, ...benchmark } = benchmarkDraftSchema.shape;

const orNull = <T>(schema: z.ZodType<T | null>) => schema.optional().transform((given) => given ?? null);

const benchmarkSchema = z.object({
  id: wireId,
  name: benchmark.name,
  brand: brand.default(""),
  category: category.default(""),
  price: benchmark.price,
  rating: orNull(rating),
  reviewCount: reviewCount.default(0),
  rank: orNull(salesRank),
  url: orNull(url),
  image: orNull(imageUrl),
});

export function readBenchmark(raw: unknown): Result<BenchmarkDraft, InvalidInput> {
  const parsed = parseAs(benchmarkSchema, raw, "benchmark product");
  if (!parsed.ok) return parsed;
  const storable = parseStorable(raw, "benchmark product");
  if (!storable.ok) return storable;
  const { id, rank, image, ...rest } = parsed.value;
  return accepted({ ...rest, externalId: id, salesRank: rank, imageUrl: image, payload: raw });
}
