import { z } from "zod";
import { strictObject } from "../../domain/shared/strict_object.ts";
import { serviceUrl } from "../../domain/sourcing/service_url.ts";
import { type InvalidInput, parseAs } from "../../domain/shared/parse.ts";
import type { Result } from "../../domain/shared/result.ts";
import type { CollectRequest } from "./ports/products.ts";

/** What to collect, as somebody asks for it. */
export const collectRequestSchema = strictObject("collection", {
  market: z.string().regex(/^[a-z0-9][a-z0-9-]{0,49}$/, "expected small letters, digits and dashes"),
  feedUrl: serviceUrl
    .describe("Where the market's feed is; /products is below it"),
  credential: z.string().regex(/^[^=,\s]{1,100}$/, "expected the name of a token").nullable().default(null)
    .describe("Name of the token in MARKET_TOKENS"),
  query: z.string().trim().max(200).default("").describe("What to look for, in feeds that can be asked"),
  pageLimit: z.int().min(1).max(1_000_000).nullable().default(null),
});

export function parseCollectRequest(raw: unknown): Result<CollectRequest, InvalidInput> {
  return parseAs(collectRequestSchema, raw, "collection");
}
