import type { BenchmarkPage, CollectJob } from "../../../application/sourcing/ports/products.ts";
import type { BenchmarkProduct } from "../../../domain/sourcing/benchmark_product.ts";
import type { MarketScope } from "./database.ts";

type Row = Record<string, unknown>;

/** In the caller's transaction; of several of one id the last counts. */
export async function storeBenchmarks(
  scope: MarketScope,
  jobId: string,
  market: string,
  benchmarks: BenchmarkPage["benchmarks"],
): Promise<{ added: number; changed: number; unchanged: number }> {
  const latest = [...new Map(benchmarks.map((each) => [each.externalId, each])).values()];
  const rows = latest.map((each) => ({
    external_id: each.externalId,
    name: each.name,
    brand: each.brand,
    category: each.category,
    price: each.price,
    rating: each.rating,
    review_count: each.reviewCount,
    sales_rank: each.salesRank,
    url: each.url,
    image_url: each.imageUrl,
    payload: each.payload,
    content_hash: each.contentHash,
    text_hash: each.textHash,
  }));
  if (rows.length === 0) return { added: 0, changed: 0, unchanged: 0 };
  const stored = await scope`
    insert into benchmark_products as b (job_id, market, external_id, name, brand, category, price, rating, review_count,
      sales_rank, url, image_url, payload, content_hash, text_hash)
    select ${jobId}, ${market}, r.* from json_to_recordset(${JSON.stringify(rows)}::text::json) as r(external_id text,
      name text, brand text, category text, price int, rating float8, review_count int, sales_rank int, url text,
      image_url text, payload jsonb, content_hash text, text_hash text)
    order by r.external_id
    on conflict (market, external_id) do update set job_id = excluded.job_id, name = excluded.name,
      brand = excluded.brand, category = excluded.category, price = excluded.price, rating = excluded.rating,
      review_count = excluded.review_count, sales_rank = excluded.sales_rank, url = excluded.url,
      image_url = excluded.image_url, payload = excluded.payload, content_hash = excluded.content_hash,
      text_hash = excluded.text_hash, collected_at = now(), updated_at = now()
    where b.content_hash <> excluded.content_hash
    returning (xmax = 0) as added`;
  const added = stored.filter((row) => row.added).length;
  return { added, changed: stored.length - added, unchanged: benchmarks.length - stored.length };
}

export function benchmarkFromRow(row: Row): BenchmarkProduct {
  return {
    id: row.id,
    market: row.market,
    externalId: row.external_id,
    name: row.name,
    brand: row.brand,
    category: row.category,
    price: row.price,
    rating: row.rating,
    reviewCount: row.review_count,
    salesRank: row.sales_rank,
    url: row.url,
    imageUrl: row.image_url,
    space: row.space,
    collectedAt: row.collected_at,
    createdAt: row.created_at,
  } as BenchmarkProduct;
}

export function collectJobFromRow(row: Row): CollectJob {
  return {
    id: row.id,
    market: row.market,
    feedUrl: row.feed_url,
    credential: row.credential,
    query: row.query,
    pageLimit: row.page_limit,
    nextCursor: row.next_cursor,
    status: row.status,
    pages: row.pages,
    seen: row.seen,
    added: row.added,
    changed: row.changed,
    unchanged: row.unchanged,
    rejected: row.rejected,
    error: row.error,
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  } as CollectJob;
}
