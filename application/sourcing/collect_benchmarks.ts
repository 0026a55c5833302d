import { z } from "zod";
import { reasonOf } from "../shared/fault.ts";
import type { WritesOne } from "./one_database.ts";
import { type FeedPage, FeedRefused, type PartnerFormat, type RecordFeed } from "./ports/partners.ts";
import type { BenchmarkCollection, BenchmarkPage, CollectJob, CollectRequest } from "./ports/products.ts";
import { canonicalJson } from "../../domain/shared/canonical_json.ts";
import type { Digest } from "../../domain/shared/digest.ts";
import { type InvalidInput, parseAs } from "../../domain/shared/parse.ts";
import type { Result } from "../../domain/shared/result.ts";
import { strictObject } from "../../domain/shared/strict_object.ts";
import { comparableText } from "../../domain/sourcing/product.ts";
import { outboundUrl } from "../../domain/shared/service_url.ts";
import { credentialSchema, slug } from "../../domain/sourcing/account_fields.ts";

type CollectBenchmarksDeps = WritesOne<{
  readonly collection: BenchmarkCollection;
  readonly feed: RecordFeed;
  readonly format: Pick<PartnerFormat, "benchmark">;
  readonly digest: Digest;
}>;

const KIND = "products";

/** Continues at the job's position, to the end or its page limit. Ends as DONE, STOPPED or FAILED; throws `Outage`. */
export async function collectBenchmarks(
  { collection, feed, format, digest }: CollectBenchmarksDeps,
  job: CollectJob,
  { runner, signal, onPage }: {
    readonly runner: string;
    readonly signal: AbortSignal;
    readonly onPage?: (job: CollectJob) => void;
  },
): Promise<CollectJob> {
  let now = job;
  try {
    for (;;) {
      if (signal.aborted) return await collection.finish(job.id, "STOPPED", null);
      const cursor = now.nextCursor;
      const answer = await feed.read(
        { kind: KIND, cursor, updatedSince: null, etag: null, query: job.query },
        { signal, onAttempt: () => Promise.resolve() },
      );
      if (answer.outcome === "gone") throw new FeedRefused("Cannot read the feed: it has forgotten the cursor");
      if (answer.outcome === "not_modified") return await collection.finish(job.id, "DONE", null);
      const stored = await collection.store({ id: job.id, runner }, pageOf(answer, cursor, { format, digest }));
      if (stored === "replaced") return now;
      now = stored;
      onPage?.(now);
      if (now.nextCursor === null || (job.pageLimit !== null && now.pages >= job.pageLimit)) {
        return await collection.finish(job.id, "DONE", null);
      }
      if (now.nextCursor === cursor) throw new FeedRefused("Cannot read the feed: a page is followed by itself");
    }
  } catch (error) {
    if (signal.aborted) return await collection.finish(job.id, "STOPPED", null);
    if (error instanceof FeedRefused) return await collection.finish(job.id, "FAILED", reasonOf(error));
    await collection.finish(job.id, "STOPPED", reasonOf(error)).catch(() => {});
    throw error;
  }
}

function pageOf(
  { records, nextCursor }: FeedPage,
  from: string | null,
  { format, digest }: Pick<CollectBenchmarksDeps, "format" | "digest">,
): BenchmarkPage {
  const benchmarks: BenchmarkPage["benchmarks"][number][] = [];
  const rejects: BenchmarkPage["rejects"][number][] = [];
  for (const raw of records) {
    const payload = canonicalJson(raw) ?? "null";
    const read = format.benchmark(raw);
    if (!read.ok) rejects.push({ payload, hash: digest(payload), reason: read.refusal.details.join("; ") });
    else benchmarks.push({ ...read.value, contentHash: digest(payload), textHash: digest(comparableText(read.value)) });
  }
  return { from, next: nextCursor, seen: records.length, benchmarks, rejects };
}

export const collectRequestSchema = strictObject("collection", {
  market: slug,
  feedUrl: outboundUrl
    .describe("Where the marketplace's feed is; /products is below it"),
  credential: credentialSchema.default(null)
    .describe("Name of the token in MARKET_TOKENS"),
  query: z.string().trim().max(200).default("").describe("What to look for, in feeds that can be asked"),
  pageLimit: z.int().min(1).max(1_000_000).nullable().default(null),
});

export function parseCollectRequest(raw: unknown): Result<CollectRequest, InvalidInput> {
  return parseAs(collectRequestSchema, raw, "collection");
}
