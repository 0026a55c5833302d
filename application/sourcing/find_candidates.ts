import type { BenchmarkId } from "../../domain/sourcing/ids.ts";
import type { WritesOne } from "./one_database.ts";
import type { Benchmarks, Candidates, MatchOptions } from "./ports/products.ts";

type FindCandidatesDeps = WritesOne<{
  readonly benchmarks: Pick<Benchmarks, "vectors">;
  readonly candidates: Candidates;
}>;

interface CandidatesFound {
  readonly benchmarks: number;
  readonly candidates: number;
}

const BATCH = 100;

/** One query of the dropship database per batch of vectors of the market database. Idempotent. */
export async function findCandidates(
  { benchmarks, candidates }: FindCandidatesDeps,
  options: MatchOptions & { readonly signal: AbortSignal; readonly onProgress?: (benchmarks: number) => void },
): Promise<CandidatesFound> {
  const found = { benchmarks: 0, candidates: 0 };
  let after: BenchmarkId | null = null;
  while (!options.signal.aborted) {
    const batch = await benchmarks.vectors(options.space, after, BATCH);
    if (batch.length === 0) break;
    found.candidates += await candidates.match(batch, options);
    found.benchmarks += batch.length;
    options.onProgress?.(found.benchmarks);
    after = batch.at(-1)!.id;
  }
  return found;
}
