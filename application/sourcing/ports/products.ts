import type { DatabaseName, Writes } from "../one_database.ts";
import type { Page, PageRequest } from "../page.ts";
import type { OutboxMessage } from "./outbox.ts";
import type { RejectedRecord, SyncCounts } from "./suppliers.ts";
import type { BenchmarkDraft, BenchmarkProduct } from "../../../domain/sourcing/benchmark_product.ts";
import type { Candidate, CandidateStatus } from "../../../domain/sourcing/candidate.ts";
import type { BenchmarkId, CandidateId, CollectJobId, ProductId } from "../../../domain/sourcing/ids.ts";
import type { Product, ProductDraft, SaleStatus } from "../../../domain/sourcing/product.ts";

/** Products, for whoever looks at them. Throws `Outage`. */
export interface Products {
  find(id: ProductId): Promise<Product | null>;
  /** Those with these ids, in any order; one question. */
  findAll(ids: readonly string[]): Promise<Product[]>;
  list(page: PageRequest, status?: SaleStatus): Promise<Page<Product>>;
}

/** A product to store, because of a message. */
export interface ProductArrival {
  readonly message: OutboxMessage;
  readonly product: ProductDraft;
  /** SHA-256 of the text that stands for it. */
  readonly textHash: string;
}

/**
 * Takes products in. `take` notes the messages and stores the products of those that were not noted before, in one
 * transaction: a new one, or the next version of one that is there; a version that is older than what is there changes
 * nothing. Gives how many products were made or changed. Throws `Outage` and `DataRefused`.
 */
export interface ProductIntake extends Writes<"dropship"> {
  take(arrivals: readonly ProductArrival[]): Promise<number>;
}

/** Something whose vector is missing, of another text, or of another space. */
export interface Unembedded {
  readonly id: string;
  readonly text: { readonly name: string; readonly brand: string; readonly category: string };
}

export interface Embedded {
  readonly id: string;
  /** SHA-256 of the text that the vector stands for. */
  readonly textHash: string;
  readonly vector: Float32Array;
}

/**
 * Vectors of the things in one database. `store` keeps only those whose text is still the same; a text that changed
 * meanwhile is found again by `outdated`. Gives how many were kept. Throws `Outage` and `DataRefused`.
 */
export interface Vectors<D extends DatabaseName> extends Writes<D> {
  outdated(space: string, limit: number): Promise<Unembedded[]>;
  store(space: string, vectors: readonly Embedded[]): Promise<number>;
}

/** One collection of a market's products. */
export interface CollectJob extends SyncCounts {
  readonly id: CollectJobId;
  readonly market: string;
  readonly feedUrl: string;
  readonly credential: string | null;
  readonly query: string;
  readonly pageLimit: number | null;
  readonly nextCursor: string | null;
  readonly status: "QUEUED" | "RUNNING" | "DONE" | "FAILED" | "STOPPED";
  readonly error: string | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

export type CollectRequest = Pick<CollectJob, "market" | "feedUrl" | "credential" | "query" | "pageLimit">;

export interface BenchmarkPage {
  readonly from: string | null;
  readonly next: string | null;
  readonly seen: number;
  readonly benchmarks: readonly (BenchmarkDraft & { readonly contentHash: string; readonly textHash: string })[];
  readonly rejects: readonly RejectedRecord[];
}

/**
 * What is collected of markets. `take` gives the oldest job that waits, or `id`, or one that `runner` has to go on with
 * because it was broken off; nobody else gets it. `store` writes a page whole with the position behind it, or says
 * "replaced" when the job is another runner's or elsewhere by now. Throws `Outage` and `DataRefused`.
 */
export interface BenchmarkCollection extends Writes<"market"> {
  queue(request: CollectRequest): Promise<CollectJob>;
  take(runner: string, id?: CollectJobId): Promise<CollectJob | null>;
  store(
    job: { readonly id: CollectJobId; readonly runner: string },
    page: BenchmarkPage,
  ): Promise<CollectJob | "replaced">;
  finish(id: CollectJobId, status: "DONE" | "FAILED" | "STOPPED", error: string | null): Promise<CollectJob>;
}

/** Benchmark products, for whoever looks at them. Throws `Outage`. */
export interface Benchmarks {
  find(id: BenchmarkId): Promise<BenchmarkProduct | null>;
  /** Those with these ids, in any order; one question. */
  findAll(ids: readonly string[]): Promise<BenchmarkProduct[]>;
  list(page: PageRequest): Promise<Page<BenchmarkProduct>>;
  jobs(page: PageRequest): Promise<Page<CollectJob>>;
  /** Those that have a vector of `space`, by id, behind `after`. */
  vectors(space: string, after: BenchmarkId | null, limit: number): Promise<BenchmarkVector[]>;
}

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
