import type { Candidate, CandidateStatus } from "../../../domain/sourcing/candidate.ts";
import type { BenchmarkId, CandidateId } from "../../../domain/sourcing/ids.ts";
import type { Writes } from "../one_database.ts";
import type { Page, PageRequest } from "./page.ts";

/** A benchmark as far as finding its like needs it. */
export interface BenchmarkVector {
  readonly id: BenchmarkId;
  readonly vector: Float32Array;
}

export interface MatchOptions {
  readonly space: string;
  /** Most candidates for each benchmark. */
  readonly nearest: number;
  /** Least cosine similarity. */
  readonly leastScore: number;
}

export interface CandidateFilter {
  readonly status?: CandidateStatus | undefined;
  readonly benchmarkProductId?: BenchmarkId | undefined;
}

/**
 * Products that resemble benchmarks. `match` looks for the nearest products on sale of each, in one transaction: what was found before
 * and nobody has decided on is replaced, what was decided stays as it is. Gives how many candidates there are for these benchmarks
 * among the nearest. `decide` changes a candidate that is still FOUND, and gives it as it is then, or `null` for none.
 * Throws `Outage` and `DataRefused`.
 */
export interface Candidates extends Writes<"dropship"> {
  match(benchmarks: readonly BenchmarkVector[], options: MatchOptions): Promise<number>;
  find(id: CandidateId): Promise<Candidate | null>;
  list(page: PageRequest, filter?: CandidateFilter): Promise<Page<Candidate>>;
  decide(decided: Candidate): Promise<Candidate | null>;
}
