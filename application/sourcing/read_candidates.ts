import type { BenchmarkProduct } from "../../domain/sourcing/benchmark_product.ts";
import type { Candidate } from "../../domain/sourcing/candidate.ts";
import type { Product } from "../../domain/sourcing/product.ts";
import { type Explain, joinById } from "../shared/join_by_id.ts";
import { onePage, type Page, type PageRequest } from "./page.ts";
import type { Benchmarks, CandidateFilter, Candidates, Products } from "./ports/products.ts";

interface CandidateWithBoth {
  readonly candidate: Candidate;
  readonly product: Product;
  readonly benchmark: BenchmarkProduct | null;
}

interface ReadCandidatesDeps {
  readonly candidates: Pick<Candidates, "list">;
  readonly products: Pick<Products, "findAll">;
  readonly benchmarks: Pick<Benchmarks, "findAll">;
}

/** Three queries of two databases a page. */
export async function listCandidates(
  { candidates, products, benchmarks }: ReadCandidatesDeps,
  page: PageRequest,
  { explain, ...filter }: CandidateFilter & { readonly explain?: Explain | undefined } = {},
): Promise<Page<CandidateWithBoth>> {
  const { rows, next } = await onePage(
    explain,
    { database: "dropship", table: "sourcing_candidates" },
    () => candidates.list(page, filter),
  );
  const withProducts = await joinById({
    rows: rows.map((candidate) => ({ candidate })),
    as: "product",
    on: ({ candidate }) => candidate.productId,
    find: (ids) => products.findAll(ids),
    // Deleted between the two queries, and the candidate with it.
    missing: "drop",
    database: "dropship",
    table: "products",
  }, { explain });
  const withBenchmarks = await joinById({
    rows: withProducts,
    as: "benchmark",
    on: ({ candidate }) => candidate.benchmarkProductId,
    find: (ids) => benchmarks.findAll(ids),
    missing: "keep",
    database: "market",
    table: "benchmark_products",
  }, { explain });
  return { rows: withBenchmarks, next };
}
