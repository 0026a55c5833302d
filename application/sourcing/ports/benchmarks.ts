import type { BenchmarkDraft, BenchmarkProduct } from "../../../domain/sourcing/benchmark_product.ts";
import type { BenchmarkId, CollectJobId } from "../../../domain/sourcing/ids.ts";
import type { Writes } from "../one_database.ts";
import type { BenchmarkVector } from "./candidates.ts";
import type { Page, PageRequest } from "./page.ts";
import type { RejectedRecord, SyncCounts } from "./supplier_journal.ts";

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
