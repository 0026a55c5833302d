import type { BenchmarkProduct } from "../../domain/sourcing/benchmark_product.ts";
import type { Candidate } from "../../domain/sourcing/candidate.ts";
import type { Product } from "../../domain/sourcing/product.ts";
import { type Explain, joinById } from "../shared/join_by_id.ts";
import { onePage, type Page, type PageRequest } from "./page.ts";
import type { Benchmarks, CandidateFilter, Candidates, Products } from "./ports/products.ts";

/** A candidate with both sides; the benchmark is `null` where the market database has it no longer. */
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

/** A page of candidates with product and benchmark: three questions to two databases, however many there are. */
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
    // It was deleted between the two questions, and the candidate with it.
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
