import { z } from "zod";
import { MAX_WON, wonOrZero } from "../shared/money.ts";
import { type BenchmarkId, externalIdSchema } from "./ids.ts";

const address = z.url({ protocol: /^https?$/ }).nullable();

export const benchmarkDraftSchema = z.object({
  externalId: externalIdSchema,
  name: z.string().trim().min(1).max(300),
  brand: z.string().trim().max(100),
  category: z.string().trim().max(200),
  price: wonOrZero,
  rating: z.number().min(0).max(5).nullable(),
  reviewCount: z.int().min(0).max(MAX_WON),
  salesRank: z.int().min(1).max(MAX_WON).nullable(),
  url: address,
  imageUrl: address,
});

export interface BenchmarkDraft extends z.output<typeof benchmarkDraftSchema> {
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
