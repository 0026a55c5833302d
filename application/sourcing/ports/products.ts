import type { DatabaseName, Writes } from "../one_database.ts";
import type { Page, PageRequest } from "../page.ts";
import type { OutboxMessage } from "./outbox.ts";
import type { RejectedRecord, SyncCounts } from "./suppliers.ts";
import type { BenchmarkDraft, BenchmarkProduct } from "../../../domain/sourcing/benchmark_product.ts";
import type { Candidate, CandidateStatus } from "../../../domain/sourcing/candidate.ts";
import type { BenchmarkId, CandidateId, CollectJobId, ProductId } from "../../../domain/sourcing/ids.ts";
import type { Product, ProductDraft, SaleStatus } from "../../../domain/sourcing/product.ts";

export interface Products {
  find(id: ProductId): Promise<Product | null>;
  /** In any order; one query. */
  findAll(ids: readonly string[]): Promise<Product[]>;
  list(page: PageRequest, status?: SaleStatus): Promise<Page<Product>>;
}

export interface ProductArrival {
  readonly message: OutboxMessage;
  readonly product: ProductDraft;
  /** SHA-256 of `comparableText`. */
  readonly textHash: string;
}

/** An item that is not to be sold. */
export type WithheldItem =
  & Pick<ProductDraft, "supplierAccountId" | "supplierItemId" | "supplierItemCode" | "supplierVersion">
  & { readonly reason: string };

/**
 * One transaction each; older versions change nothing. `take` skips known messages. `withhold` makes products SOLD_OUT
 * until a version that can be sold, and makes none. Both give how many changed. Throws `Outage` and `DataRefused`.
 */
export interface ProductIntake extends Writes<"dropship"> {
  take(arrivals: readonly ProductArrival[]): Promise<number>;
  withhold(items: readonly WithheldItem[]): Promise<number>;
}

/** A row whose vector is missing, of another text, or of another space. */
export interface Unembedded {
  readonly id: string;
  readonly text: { readonly name: string; readonly brand: string; readonly category: string };
}

export interface Embedded {
  readonly id: string;
  readonly textHash: string;
  readonly vector: Float32Array;
}

/** `store` skips rows whose text has changed since; gives how many were stored. Throws `Outage` and `DataRefused`. */
export interface Vectors<D extends DatabaseName> extends Writes<D> {
  outdated(space: string, limit: number): Promise<Unembedded[]>;
  store(space: string, vectors: readonly Embedded[]): Promise<number>;
}

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
 * `take` gives one runner `id`, or the oldest queued or interrupted job. `store` writes page and position in one
 * transaction; "replaced" when either is another's. Throws `Outage` and `DataRefused`.
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

export interface Benchmarks {
  find(id: BenchmarkId): Promise<BenchmarkProduct | null>;
  /** In any order; one query. */
  findAll(ids: readonly string[]): Promise<BenchmarkProduct[]>;
  list(page: PageRequest): Promise<Page<BenchmarkProduct>>;
  jobs(page: PageRequest): Promise<Page<CollectJob>>;
  /** By id. */
  vectors(space: string, after: BenchmarkId | null, limit: number): Promise<BenchmarkVector[]>;
}

export interface BenchmarkVector {
  readonly id: BenchmarkId;
  readonly vector: Float32Array;
}

export interface MatchOptions {
  readonly space: string;
  readonly nearest: number;
  readonly leastScore: number;
}

export interface CandidateFilter {
  readonly status?: CandidateStatus | undefined;
  readonly benchmarkProductId?: BenchmarkId | undefined;
}

/**
 * `match` replaces FOUND candidates in one transaction, keeps decided ones, and gives how many are nearest. `decide`
 * changes only a FOUND one and gives the stored one. Throws `Outage` and `DataRefused`.
 */
export interface Candidates extends Writes<"dropship"> {
  match(benchmarks: readonly BenchmarkVector[], options: MatchOptions): Promise<number>;
  find(id: CandidateId): Promise<Candidate | null>;
  list(page: PageRequest, filter?: CandidateFilter): Promise<Page<Candidate>>;
  decide(decided: Candidate): Promise<Candidate | null>;
}
