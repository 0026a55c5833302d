import type {
  BenchmarkVector,
  CandidateFilter,
  Candidates,
  MatchOptions,
} from "../../../application/sourcing/ports/products.ts";
import type { Page, PageRequest } from "../../../application/sourcing/page.ts";
import type { Candidate } from "../../../domain/sourcing/candidate.ts";
import type { CandidateId } from "../../../domain/sourcing/ids.ts";
import { mapPostgresErrors } from "../core/map_errors.ts";
import { type DropshipDb, inDropship } from "./database.ts";
import { pageClause, positionColumn, toPage } from "./paging.ts";
import { vectorText } from "../core/vector_text.ts";

const SEARCH_WIDTH = 100;

export class PostgresCandidates implements Candidates {
  readonly writes = "dropship";
  readonly #db: DropshipDb;

  constructor(db: DropshipDb) {
    this.#db = db;
  }

  match(benchmarks: readonly BenchmarkVector[], { space, nearest, leastScore }: MatchOptions): Promise<number> {
    if (benchmarks.length === 0) return Promise.resolve(0);
    return inDropship(this.#db, async (scope) => {
      // Iterates where a filter leaves too few of the first neighbours.
      await scope`select set_config('hnsw.iterative_scan', 'strict_order', true),
        set_config('hnsw.ef_search', ${String(Math.max(SEARCH_WIDTH, nearest))}, true)`;
      const rows = benchmarks.map(({ id, vector }) => ({ id, vector: vectorText(vector) }));
      const found = await scope`
        insert into sourcing_candidates as c (benchmark_product_id, product_id, space, score, rank, benchmark_embedding)
        select b.id, near.product_id, ${space}, near.score, near.rank, b.vector
        from (
          select id, vector::vector as vector
          from json_to_recordset(${JSON.stringify(rows)}::text::json) as r(id uuid, vector text)) b
        cross join lateral (
          select product_id, 1 - distance as score, row_number() over (order by distance, product_id) as rank
          from (
            select e.product_id, e.embedding <=> b.vector as distance
            from embeddings e
            where e.space = ${space}
              and exists (select from products p where p.id = e.product_id and p.status = 'ON_SALE')
            order by e.embedding <=> b.vector limit ${nearest}) neighbours
          where 1 - distance >= ${leastScore}) near
        order by b.id, near.product_id
        on conflict (benchmark_product_id, product_id, space) do update set
          score = case c.status when 'FOUND' then excluded.score else c.score end,
          rank = case c.status when 'FOUND' then excluded.rank else c.rank end,
          benchmark_embedding = case c.status when 'FOUND' then excluded.benchmark_embedding else c.benchmark_embedding end,
          updated_at = now()
        returning id`;
      const kept = found.map(({ id }) => id);
      await scope`
        delete from sourcing_candidates
        where status = 'FOUND' and space = ${space} and benchmark_product_id in ${scope(benchmarks.map(({ id }) => id))}
          ${kept.length > 0 ? scope`and id not in ${scope(kept)}` : scope``}`;
      return kept.length;
    });
  }

  find(id: CandidateId): Promise<Candidate | null> {
    return mapPostgresErrors(async () => {
      const [row] = await this.#db`select * from sourcing_candidates where id = ${id}`;
      return row ? fromRow(row) : null;
    });
  }

  list(page: PageRequest, { status, benchmarkProductId }: CandidateFilter = {}): Promise<Page<Candidate>> {
    return mapPostgresErrors(async () => {
      const rows = await this.#db`
        select *, ${positionColumn(this.#db, "found_at")} from sourcing_candidates
        where ${status ? this.#db`status = ${status}` : this.#db`true`}
          ${benchmarkProductId ? this.#db`and benchmark_product_id = ${benchmarkProductId}` : this.#db``}
          ${pageClause(this.#db, "found_at", page)}`;
      return toPage(rows, page, fromRow);
    });
  }

  decide({ id, status, note, decidedAt }: Candidate): Promise<Candidate | null> {
    return mapPostgresErrors(async () => {
      await this.#db`
        update sourcing_candidates set status = ${status}, note = ${note}, decided_at = ${decidedAt}, updated_at = now()
        where id = ${id} and status = 'FOUND'`;
      return await this.find(id);
    });
  }
}

function fromRow(row: Record<string, unknown>): Candidate {
  return {
    id: row.id,
    benchmarkProductId: row.benchmark_product_id,
    productId: row.product_id,
    space: row.space,
    score: row.score,
    rank: row.rank,
    status: row.status,
    note: row.note,
    foundAt: row.found_at,
    decidedAt: row.decided_at,
  } as Candidate;
}
