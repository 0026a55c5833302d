import { z } from "zod";
import { externalId } from "./external_id.ts";
import { type InvalidInput, parseAs } from "../shared/parse.ts";
import { accepted, type Result } from "../shared/result.ts";
import { parseStorable } from "../shared/storable.ts";
import type { BenchmarkId } from "./ids.ts";
import { MAX_WON, wonOrZero } from "../shared/money.ts";

const benchmarkDraftSchema = z.object({
  id: externalId,
  name: z.string().trim().min(1).max(300),
  brand: z.string().trim().max(100).default(""),
  category: z.string().trim().max(200).default(""),
  price: wonOrZero,
  rating: z.number().min(0).max(5).nullish().transform((rating) => rating ?? null),
  reviewCount: z.int().min(0).max(MAX_WON).default(0),
  rank: z.int().min(1).max(MAX_WON).nullish().transform((rank) => rank ?? null),
  url: z.url({ protocol: /^https?$/ }).nullish().transform((url) => url ?? null),
  image: z.url({ protocol: /^https?$/ }).nullish().transform((url) => url ?? null),
});

export interface BenchmarkDraft extends Omit<z.output<typeof benchmarkDraftSchema>, "id" | "rank" | "image"> {
  readonly externalId: string;
  readonly salesRank: number | null;
  readonly imageUrl: string | null;
  readonly payload: unknown;
}

export interface BenchmarkProduct extends Omit<BenchmarkDraft, "payload"> {
  readonly id: BenchmarkId;
  readonly market: string;
  /** Embedding space of its vector; `null` without a vector. */
  readonly space: string | null;
  readonly collectedAt: Date;
  readonly createdAt: Date;
}

export function readBenchmark(raw: unknown): Result<BenchmarkDraft, InvalidInput> {
  const parsed = parseAs(benchmarkDraftSchema, raw, "benchmark product");
  if (!parsed.ok) return parsed;
  const storable = parseStorable(raw, "benchmark product");
  if (!storable.ok) return storable;
  const { id, rank, image, ...rest } = parsed.value;
  return accepted({ ...rest, externalId: id, salesRank: rank, imageUrl: image, payload: raw });
}
