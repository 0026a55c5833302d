import type {
  BenchmarkCollection,
  BenchmarkPage,
  Benchmarks,
  BenchmarkVector,
  CollectJob,
  CollectRequest,
} from "../../../application/sourcing/ports/products.ts";
import type { Page, PageRequest } from "../../../application/sourcing/page.ts";
import type { BenchmarkProduct } from "../../../domain/sourcing/benchmark_product.ts";
import type { BenchmarkId, CollectJobId } from "../../../domain/sourcing/ids.ts";
import { mapPostgresErrors } from "../core/map_errors.ts";
import { benchmarkFromRow, collectJobFromRow, storeBenchmarks } from "./benchmark_rows.ts";
import { inMarket, type MarketDb } from "./database.ts";
import { pageClause, positionColumn, toPage } from "./paging.ts";
import { parseVector } from "../core/vector_text.ts";

export class PostgresBenchmarks implements Benchmarks, BenchmarkCollection {
  readonly writes = "market";
  readonly #db: MarketDb;

  constructor(db: MarketDb) {
    this.#db = db;
  }

  queue({ market, feedUrl, credential, query, pageLimit }: CollectRequest): Promise<CollectJob> {
    return mapPostgresErrors(async () => {
      const [row] = await this.#db`
        insert into benchmark_collect_jobs (market, feed_url, credential, query, page_limit)
        values (${market}, ${feedUrl}, ${credential}, ${query}, ${pageLimit}) returning *`;
      return collectJobFromRow(row!);
    });
  }

  take(runner: string, id?: CollectJobId): Promise<CollectJob | null> {
    return mapPostgresErrors(async () => {
      const wanted = id
        ? this.#db`id = ${id} and status in ('QUEUED', 'RUNNING', 'STOPPED')`
        : this.#db`status = 'QUEUED'`;
      const [row] = await this.#db`
        update benchmark_collect_jobs set status = 'RUNNING', runner = ${runner}, finished_at = null, error = null,
          started_at = coalesce(started_at, now())
        where id = (
          select id from benchmark_collect_jobs where ${wanted} order by created_at limit 1 for update skip locked)
        returning *`;
      return row ? collectJobFromRow(row) : null;
    });
  }

  store(
    job: { readonly id: CollectJobId; readonly runner: string },
    page: BenchmarkPage,
  ): Promise<CollectJob | "replaced"> {
    return inMarket(this.#db, async (scope) => {
      const [mine] = await scope`
        select market from benchmark_collect_jobs
        where id = ${job.id} and runner = ${job.runner} and next_cursor is not distinct from ${page.from} for update`;
      if (!mine) return "replaced";
      const { added, changed, unchanged } = await storeBenchmarks(scope, job.id, mine.market, page.benchmarks);
      const rejects = page.rejects.map(({ reason, payload }) => ({ reason, payload }));
      const [row] = await scope`
        update benchmark_collect_jobs set next_cursor = ${page.next}, pages = pages + 1, seen = seen + ${page.seen},
          added = added + ${added}, changed = changed + ${changed}, unchanged = unchanged + ${unchanged},
          rejected = rejected + ${rejects.length}, rejects = rejects || ${scope.json(rejects)}::jsonb
        where id = ${job.id} returning *`;
      return collectJobFromRow(row!);
    });
  }

  finish(id: CollectJobId, ...[status, error]: ["DONE" | "FAILED" | "STOPPED", string | null]): Promise<CollectJob> {
    return mapPostgresErrors(async () => {
      const [row] = await this.#db`
        update benchmark_collect_jobs set status = ${status}, error = ${error}, finished_at = now()
        where id = ${id} returning *`;
      return collectJobFromRow(row!);
    });
  }

  find(id: BenchmarkId): Promise<BenchmarkProduct | null> {
    return this.findAll([id]).then(([benchmark]) => benchmark ?? null);
  }

  findAll(ids: readonly string[]): Promise<BenchmarkProduct[]> {
    return mapPostgresErrors(async () =>
      ids.length === 0
        ? []
        : (await this.#db`select * from benchmark_products where id in ${this.#db(ids)}`).map(benchmarkFromRow)
    );
  }

  list(page: PageRequest): Promise<Page<BenchmarkProduct>> {
    return mapPostgresErrors(async () => {
      const rows = await this.#db`
        select *, ${positionColumn(this.#db, "created_at")} from benchmark_products
        where true ${pageClause(this.#db, "created_at", page)}`;
      return toPage(rows, page, benchmarkFromRow);
    });
  }

  jobs(page: PageRequest): Promise<Page<CollectJob>> {
    return mapPostgresErrors(async () => {
      const rows = await this.#db`
        select *, ${positionColumn(this.#db, "created_at")} from benchmark_collect_jobs
        where true ${pageClause(this.#db, "created_at", page)}`;
      return toPage(rows, page, collectJobFromRow);
    });
  }

  vectors(space: string, after: BenchmarkId | null, limit: number): Promise<BenchmarkVector[]> {
    return mapPostgresErrors(async () =>
      (await this.#db`
        select id, embedding::text as vector from benchmark_products
        where space = ${space} ${after ? this.#db`and id > ${after}` : this.#db``} order by id limit ${limit}`)
        .map(({ id, vector }) => ({ id, vector: parseVector(vector) }))
    );
  }
}
