import type { BenchmarkProduct } from "../../domain/sourcing/benchmark_product.ts";
import type { Candidate } from "../../domain/sourcing/candidate.ts";
import type { Product } from "../../domain/sourcing/product.ts";
import { type Explain, explained, joinById } from "../shared/join_by_id.ts";
import { fromProducts } from "./partners.ts";
import type { Benchmarks } from "./ports/benchmarks.ts";
import type { CandidateFilter, Candidates } from "./ports/candidates.ts";
import type { Page, PageRequest } from "./ports/page.ts";
import type { Products } from "./ports/products.ts";

/** A candidate with both sides; the benchmark is `null` where the market database has it no longer. */
export interface CandidateWithBoth {
  readonly candidate: Candidate;
  readonly product: Product;
  readonly benchmark: BenchmarkProduct | null;
}

export interface ReadCandidatesDeps {
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
  let next: Page<Candidate>["next"] = null;
  const found = await explained(
    explain,
    { database: "dropship", query: "sourcing_candidates, one page", ids: null },
    async () => {
      const listed = await candidates.list(page, filter);
      next = listed.next;
      return listed.rows;
    },
  );
  const withProducts = await joinById({
    rows: found,
    idOf: ({ productId }) => productId,
    ...fromProducts(products),
    // It was deleted between the two questions, and the candidate with it.
    missing: "drop",
  }, { explain });
  const joined = await joinById({
    rows: withProducts,
    idOf: ({ row }) => row.benchmarkProductId,
    find: (ids) => benchmarks.findAll(ids),
    idOfPartner: ({ id }) => id,
    missing: "keep",
    database: "market",
    query: "benchmark_products where id in (…)",
  }, { explain });
  return {
    rows: joined.map(({ row, partner }) => ({ candidate: row.row, product: row.partner, benchmark: partner })),
    next,
  };
}
